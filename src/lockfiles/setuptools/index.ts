import type { Problem } from '../../model/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { LockEntry } from '../lock-entries.js';
import type { Lockfile } from '../lockfile.js';
import { pythonLockfile, requirementEntry } from '../python-lock.js';

// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html

const SECTION = /^\[([^\]]*)\]/;
const KEY = /^install_requires\s{0,8}=(.*)$/;

/** The lines of `install_requires` in the section `options`: lines that begin with white space go on with it. */
function requiredLines(text: string): string[] {
  const lines: string[] = [];
  let section = '';
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    const [, header] = SECTION.exec(line) ?? [];
    const [, first] = KEY.exec(line) ?? [];
    section = header ?? section;
    isInside = section === 'options' && (first !== undefined || (isInside && /^\s/.test(line)));
    if (isInside) lines.push((first ?? line).trim());
  }
  return lines
    .flatMap((line) => (line.split(';').length > 1 ? [line] : line.split(',')))
    .filter((line) => !line.startsWith('#'));
}

/** `install_requires=` as an argument of a call. */
const IN_CODE = /\binstall_requires\s{0,8}=/;

function computed(path: string): Problem {
  const message =
    'Code says what the project requires (install_requires): which packages these are was not seen.';
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

/** What old projects require. A script that says it is read as a text, and not run: its requirements are not known. */
export const setuptools = {
  id: 'setuptools',
  title: 'setuptools',
  fileNames: ['setup.cfg', 'setup.py'],
  read({ path, text }): Lockfile {
    if (path.endsWith('.py')) {
      const lockfile = pythonLockfile(path, []);
      return { ...lockfile, problems: IN_CODE.test(text) ? [computed(path)] : [] };
    }
    const entries: readonly LockEntry[] = requiredLines(text).flatMap(requirementEntry);
    return {
      ...pythonLockfile(path, entries, entries.length > 0 ? entries : null),
      isWhole: entries.length === 0,
    };
  },
} satisfies LockfileReader;
