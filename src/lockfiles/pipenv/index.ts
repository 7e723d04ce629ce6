import { fieldsInJson, isFields } from '../../ecosystems/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { LockEntry } from '../lock-entries.js';
import { brokenPythonLock, pinnedVersion, pythonLockfile } from '../python-lock.js';
import { text } from '../toml-lock.js';

// https://github.com/pypa/pipfile

const ELSEWHERE = ['git', 'path', 'file', 'editable', 'hg', 'svn'];

function entryOf([name, value]: [string, unknown]): LockEntry[] {
  if (!isFields(value)) return [];
  return [
    {
      name,
      version: pinnedVersion(text(value['version']) ?? ''),
      isPrivate: ELSEWHERE.some((field) => value[field] !== undefined),
      marker: text(value['markers']),
      dependencies: [],
    },
  ];
}

/** Lockfiles of Pipenv: all packages of the application, without edges. Those of development are left out. */
export const pipenv = {
  id: 'pipenv',
  title: 'Pipenv',
  fileNames: ['Pipfile.lock'],
  read({ path, text: source }) {
    const document = fieldsInJson(source);
    const packages = document?.['default'];
    if (!isFields(packages)) return brokenPythonLock(path, 'Pipfile.lock');
    return pythonLockfile(path, Object.entries(packages).flatMap(entryOf));
  },
} satisfies LockfileReader;
