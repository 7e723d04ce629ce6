import type { FileEntry, FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { isInNpmPackage, LANGUAGES, type Language } from './languages.js';

function unsupported(path: string, message: string): Problem {
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}

/** Groups files by the first language that claims them. */
function group(files: Iterable<FileEntry>, languages: readonly Language[]): Map<string, FileEntry[]> {
  const groups = new Map<string, FileEntry[]>();
  for (const entry of files) {
    const language = languages.find(({ file }) => file.test(entry.path));
    if (!language) continue;
    const list = groups.get(language.name);
    if (list) list.push(entry);
    else groups.set(language.name, [entry]);
  }
  return groups;
}

/** The file, or the deepest folder that holds all of them; an accepted gap below a folder accepts none elsewhere. */
function commonPath([first, ...others]: readonly FileEntry[]): string {
  if (!first || others.length === 0) return first?.path ?? '';
  const folders = first.path.split('/').slice(0, -1);
  const isCommon = (depth: number): boolean => {
    const prefix = folders.slice(0, depth).join('/') + '/';
    return others.every(({ path }) => path.startsWith(prefix));
  };
  let depth = 0;
  while (depth < folders.length && isCommon(depth + 1)) depth += 1;
  return folders.slice(0, depth).join('/');
}

function problemsOfCode(name: string, entries: readonly FileEntry[]): Problem {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  const files = entries.length === 1 ? '1 file' : `${entries.length} files`;
  const message = `Holds ${name} code (${files}, ${bytes} bytes): packages of that language are not read yet.`;
  return unsupported(commonPath(entries), message);
}

function extract(
  tree: FileTree,
  { systemFiles = new Set() }: Pick<ExtractContext, 'systemFiles'> = {},
): Promise<Extraction> {
  const files = [...tree.files.values()].filter(
    ({ path }) => !isInNpmPackage(path) && !systemFiles.has(path),
  );
  const problems = [...group(files, LANGUAGES)].map(([name, entries]) => problemsOfCode(name, entries));
  return Promise.resolve({ ...NOTHING_FOUND, problems });
}

/** Reports code of languages that no extractor reads yet. */
export const otherLanguages = {
  id: 'other-languages',
  title: 'Code of languages that are not read yet',
  recognises(tree) {
    for (const path of tree.files.keys())
      if (!isInNpmPackage(path) && LANGUAGES.some(({ file }) => file.test(path))) return true;
    return false;
  },
  extract,
} satisfies Extractor;
