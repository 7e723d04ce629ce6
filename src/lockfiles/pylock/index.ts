import type { Fields } from '../../ecosystems/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import {
  brokenPythonLock,
  loadToml,
  fieldsIn,
  pythonLockfile,
  text,
  tomlEntries,
  type PythonEntry,
} from '../python-lock.js';

// https://packaging.python.org/en/latest/specifications/pylock-toml/

const ELSEWHERE = ['vcs', 'directory', 'archive'];

function entryOf(fields: Fields): PythonEntry[] {
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
export const pylock = {
  id: 'pylock',
  title: 'pylock.toml',
  fileNames: ['pylock.toml'],
  prepare: loadToml,
  read({ path, text: source }) {
    const read = tomlEntries(source, 'packages');
    return read ? pythonLockfile(path, read.entries.flatMap(entryOf)) : brokenPythonLock(path, 'pylock.toml');
  },
} satisfies LockfileReader;
