import type { Fields } from '../../ecosystems/index.js';
import type { LockEntry } from '../lock-entries.js';
import { tomlReader } from '../python-lock.js';
import { fieldsIn, text } from '../toml-lock.js';

// https://packaging.python.org/en/latest/specifications/pylock-toml/

const ELSEWHERE = ['vcs', 'directory', 'archive'];

function entryOf(fields: Fields): LockEntry[] {
  const name = text(fields['name']);
  if (name === null) return [];
  return [
    {
      name,
      version: text(fields['version']),
      isPrivate: ELSEWHERE.some((field) => fields[field] !== undefined),
      marker: text(fields['marker']),
      dependencies: fieldsIn(fields['dependencies']).flatMap((each) =>
        typeof each['name'] === 'string' ? [{ name: each['name'], version: text(each['version']) }] : [],
      ),
    },
  ];
}

/** `pylock.toml`, which several managers write. */
export const pylock = tomlReader({
  id: 'pylock',
  title: 'pylock.toml',
  fileName: 'pylock.toml',
  field: 'packages',
  entryOf,
});
