import { parseRequirement } from '../../ecosystems/index.js';
import type { Problem } from '../../model/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { LockEntry } from '../lock-entries.js';
import { pinnedVersion, pythonLockfile } from '../python-lock.js';

// https://pip.pypa.io/en/stable/reference/requirements-file-format/

const INCLUDE = /^(?:-r|--requirement)[ =]?\s*(\S+)/;
const CONSTRAINTS = /^(?:-c|--constraint)[ =]?\s*(\S+)/;
const OPTION = /\s--?[a-z][\w-]*.*$/;
const COMMENT = /(?:^|\s)#.*$/;

/** Lines without comments; a line that ends with `\` goes on. */
function linesOf(source: string): string[] {
  const joined = source.replace(/\\\r?\n/g, ' ');
  return joined.split('\n').map((line) => line.replace(COMMENT, '').trim());
}

function entryOf(line: string): LockEntry[] {
  const requirement = parseRequirement(line.replace(OPTION, ''));
  if (!requirement) return [];
  const { name, specifier, url, marker } = requirement;
  return [{ name, version: pinnedVersion(specifier), isPrivate: url !== null, marker, dependencies: [] }];
}

/** The project itself: its code is what is scanned. */
const OWN_FOLDER = /^\.?\/?(?:\[[^\]]*\])?$/;
const EDITABLE = /^(?:-e|--editable)[ =]?\s*(.*)$/;

/** Whether a line requires something of which no name is read: an address, a folder, an archive, or what is no requirement. */
function isUnread(line: string): boolean {
  if (line === '') return false;
  const editable = EDITABLE.exec(line)?.[1];
  if (editable !== undefined) return !OWN_FOLDER.test(editable);
  return !line.startsWith('-') && !OWN_FOLDER.test(line) && entryOf(line).length === 0;
}

function unreadProblems(path: string, lines: readonly string[]): Problem[] {
  const count = lines.filter(isUnread).length;
  if (count === 0) return [];
  const message =
    `Requires ${count === 1 ? 'something' : `${count} things`} by an address, by a folder, or in a form that is not read: ` +
    'which packages these are was not seen.';
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

/** Requirements of pip. Only `==` tells a version; hashes, indexes and links are left out. */
export const pip = {
  id: 'pip',
  title: 'pip',
  fileNames: ['requirements.txt'],
  read({ path, text }) {
    const lines = linesOf(text);
    const entries = lines.filter((line) => !line.startsWith('-')).flatMap(entryOf);
    const includes = lines.flatMap((line) => INCLUDE.exec(line)?.[1] ?? []);
    const constraints = lines.flatMap((line) => CONSTRAINTS.exec(line)?.[1] ?? []);
    const lockfile = pythonLockfile(path, entries, entries);
    return {
      ...lockfile,
      includes,
      constraints,
      problems: [...lockfile.problems, ...unreadProblems(path, lines)],
    };
  },
} satisfies LockfileReader;
