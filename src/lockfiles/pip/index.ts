import { parseRequirement } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { pinnedVersion, pythonLockfile, type PythonEntry } from '../python-lock.js';

// https://pip.pypa.io/en/stable/reference/requirements-file-format/

const INCLUDE = /^(?:-r|--requirement)[ =]?\s*(\S+)/;
const OPTION = /\s--?[a-z][\w-]*.*$/;
const COMMENT = /(?:^|\s)#.*$/;

/** Lines without comments; a line that ends with `\` goes on. */
function linesOf(source: string): string[] {
  const joined = source.replace(/\\\r?\n/g, ' ');
  return joined.split('\n').map((line) => line.replace(COMMENT, '').trim());
}

function entryOf(line: string): PythonEntry[] {
  const requirement = parseRequirement(line.replace(OPTION, ''));
  if (!requirement) return [];
  const { name, specifier, url, marker } = requirement;
  return [{ name, version: pinnedVersion(specifier), isPrivate: url !== null, marker, dependencies: [] }];
}

/** Requirements of pip. Only `==` tells a version; hashes, indexes and links are left out. */
export const pip = {
  id: 'pip',
  title: 'pip',
  fileNames: ['requirements.txt'],
  read({ path, text }) {
    const lines = linesOf(text).filter((line) => line.length <= limitOf('python-requirement'));
    const entries = lines.filter((line) => !line.startsWith('-')).flatMap(entryOf);
    const includes = lines.flatMap((line) => INCLUDE.exec(line)?.[1] ?? []);
    return { ...pythonLockfile(path, entries, entries), includes };
  },
} satisfies LockfileReader;
