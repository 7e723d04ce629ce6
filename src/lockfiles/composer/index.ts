import { fieldsInJson, isFields, packagist, type Fields } from '../../ecosystems/index.js';
import { lockfileOf, type LockEntry } from '../lock-entries.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { unreadLockfile } from '../lockfile.js';
import { fieldsIn, text, textsIn } from '../toml-lock.js';

// https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control

/** A branch has no version that is known. */
function versionOf(version: string | null): string | null {
  return version !== null && packagist.versions.isValid(version) && !/dev$/i.test(version) ? version : null;
}

function entryOf(fields: Fields): LockEntry[] {
  const name = text(fields['name']);
  if (name === null) return [];
  const { dist, license } = fields;
  const required = fields['require'];
  return [
    {
      name,
      version: versionOf(text(fields['version'])),
      isPrivate: isFields(dist) && dist['type'] === 'path',
      marker: null,
      licenses: textsIn(license),
      dependencies: isFields(required)
        ? Object.keys(required).map((each) => ({ name: each, version: null }))
        : [],
    },
  ];
}

/** Lockfiles of Composer. What the project itself requires stands in its manifest alone; packages of development are left out. */
export const composer = {
  id: 'composer',
  title: 'Composer (PHP)',
  fileNames: ['composer.lock'],
  read({ path, text: source }) {
    const packages = fieldsInJson(source)?.['packages'];
    if (!Array.isArray(packages))
      return unreadLockfile(
        path,
        'malformed',
        'The lockfile is none that Composer writes: its packages were not seen.',
      );
    return lockfileOf({ path, ecosystem: packagist.name }, fieldsIn(packages).flatMap(entryOf));
  },
} satisfies LockfileReader;
