import type { Problem } from '../../model/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { Lockfile } from '../lockfile.js';
import { pythonLockfile, readRequirements } from '../python-lock.js';

// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html

const SECTION = /^\[([^\]]*)\]/;
const KEY = /^install[-_]requires\s{0,8}[=:](.*)$/;
/** Lines that Python's reader of settings skips, also inside of a value. */
const SKIPPED = /^\s*(?:[#;].*)?$/;

/** The lines of the section `options`. */
function optionLines(text: string): string[] {
  let section = '';
  return text.split(/\r?\n/).filter((line) => {
    section = SECTION.exec(line)?.[1] ?? section;
    return section === 'options' && !SKIPPED.test(line);
  });
}

/** The value of `install_requires`: lines that begin with white space go on with it. */
function requiredValue(text: string): string {
  const lines: string[] = [];
  let isInside = false;
  for (const line of optionLines(text)) {
    const [, first] = KEY.exec(line) ?? [];
    isInside = first !== undefined || (isInside && /^\s/.test(line));
    if (isInside) lines.push((first ?? line).replace(/\s#.*$/, '').trim());
  }
  return lines.join('\n');
}

/** The elements of a value: its lines, or the parts of the only one. */
function elementsOf(value: string, separator: string): string[] {
  const parts = value.includes('\n') ? value.split('\n') : value.split(separator);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `install_requires=` as an argument of a call, or as a key. */
const IN_CODE = /\binstall_requires["'\])\s]{0,8}[=:]/;

function computed(path: string): Problem {
  const message =
    'Code says what the project requires (install_requires): which packages these are was not seen.';
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

/** Requirements that old projects declare. A script that declares some is read as a text, and not run: its requirements are not known. */
export const setuptools = {
  id: 'setuptools',
  title: 'setuptools',
  fileNames: ['setup.cfg', 'setup.py'],
  read({ path, text }): Lockfile {
    if (path.endsWith('.py')) {
      const lockfile = pythonLockfile(path, []);
      return { ...lockfile, problems: IN_CODE.test(text) ? [computed(path)] : [] };
    }
    const value = requiredValue(text);
    const [, files] = /^\s*file:([^]*)$/.exec(value) ?? [];
    const { entries, unread } = readRequirements(path, files === undefined ? elementsOf(value, ';') : []);
    const lockfile = pythonLockfile(path, entries, value === '' ? null : entries);
    return {
      ...lockfile,
      isWhole: entries.length === 0,
      includes: elementsOf(files ?? '', ','),
      problems: [...lockfile.problems, ...unread],
    };
  },
} satisfies LockfileReader;
