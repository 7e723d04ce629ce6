import { limitOf, type FileEntry, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { machineCodeOf } from '../../program/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import { isInNpmPackage, LANGUAGES, NATIVE_NAME, SYSTEM_PACKAGES, type Language } from './languages.js';

const HAS_ENDING = /\.[^/.]{1,10}$/;

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

/** The files that are machine code; an unreadable file counts as such. */
async function machineCode(tree: FileTree, files: readonly FileEntry[]): Promise<FileEntry[]> {
  const native: FileEntry[] = [];
  for await (const read of tree.readMany(files.map(({ path }) => path))) {
    const entry = tree.files.get(read.path);
    if (entry && (read.problem || machineCodeOf(read.bytes) === 'elf')) native.push(entry);
  }
  return native;
}

/**
 * Programs that the function's code may start. Those with an ending are data more often than not, and libraries add-ons. Files
 * beyond the limit count as programs.
 */
async function programs(tree: FileTree, files: readonly FileEntry[]): Promise<FileEntry[]> {
  const candidates = files.filter(
    ({ path, size, executable }) =>
      executable && size > 0 && !NATIVE_NAME.test(path) && !HAS_ENDING.test(path),
  );
  let left = limitOf('native-programs');
  const read = candidates.filter(({ size }) => {
    if (size > left) return false;
    left -= size;
    return true;
  });
  const isRead = new Set(read);
  return [...(await machineCode(tree, read)), ...candidates.filter((entry) => !isRead.has(entry))];
}

async function nativeProblems(
  tree: FileTree,
  files: readonly FileEntry[],
  isImage: boolean,
): Promise<Problem[]> {
  const named = files.filter(({ path, size }) => size > 0 && NATIVE_NAME.test(path));
  const native = await machineCode(tree, named);
  const others = isImage ? [] : await programs(tree, files);
  const [first] = others;
  const message = `Holds programs in machine code (${others.length}): the packages inside them were not seen.`;
  return [
    ...(native.length > 0 ? [problemsOfCode('native (Go, Rust, C …)', native)] : []),
    ...(first ? [{ ...unsupported(first.path, message), affectsCompleteness: false }] : []),
  ];
}

async function extract(tree: FileTree, { isImage }: ExtractContext): Promise<Extraction> {
  const files = [...tree.files.values()].filter(({ path }) => !isInNpmPackage(path));
  const code = [...group(files, LANGUAGES)].map(([name, entries]) => problemsOfCode(name, entries));
  const systems = [...group(files, SYSTEM_PACKAGES)].map(([name, entries]) =>
    unsupported(commonPath(entries), `Holds ${name} system packages: they are not read yet.`),
  );
  const problems = [...code, ...(await nativeProblems(tree, files, isImage)), ...systems];
  return { roots: [], packages: [], copies: [], problems, drifts: [], unresolvedImports: [] };
}

/** Reports code of languages, and system packages, that no extractor reads yet. */
export const otherLanguages = {
  id: 'other-languages',
  title: 'Code of languages that are not read yet',
  recognises(tree) {
    const all = [...LANGUAGES, ...SYSTEM_PACKAGES];
    for (const { path, executable } of tree.files.values()) {
      if (isInNpmPackage(path)) continue;
      if (executable || NATIVE_NAME.test(path) || all.some(({ file }) => file.test(path))) return true;
    }
    return false;
  },
  extract,
} satisfies Extractor;
