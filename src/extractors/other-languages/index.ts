import type { FileEntry, FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { Extraction, Extractor } from '../extractor.js';
import {
  isElf,
  isInNpmPackage,
  LANGUAGES,
  NATIVE_NAME,
  SYSTEM_PACKAGES,
  type Language,
} from './languages.js';

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

function problemsOfCode(name: string, entries: readonly FileEntry[]): Problem {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  const files = entries.length === 1 ? '1 file' : `${entries.length} files`;
  const message = `Holds ${name} code (${files}, ${bytes} bytes): packages of that language are not read yet.`;
  return unsupported(entries[0]?.path ?? '', message);
}

async function nativeProblems(tree: FileTree, files: readonly FileEntry[]): Promise<Problem[]> {
  const named = files.filter(({ path, size }) => size > 0 && NATIVE_NAME.test(path));
  const native: FileEntry[] = [];
  for await (const read of tree.readMany(named.map(({ path }) => path))) {
    const entry = tree.files.get(read.path);
    // What cannot be read was not seen either.
    if (entry && (read.problem || isElf(read.bytes))) native.push(entry);
  }
  return native.length > 0 ? [problemsOfCode('native (Go, Rust, C …)', native)] : [];
}

async function extract(tree: FileTree): Promise<Extraction> {
  const files = [...tree.files.values()].filter(({ path }) => !isInNpmPackage(path));
  const code = [...group(files, LANGUAGES)].map(([name, entries]) => problemsOfCode(name, entries));
  const systems = [...group(files, SYSTEM_PACKAGES)].map(([name, entries]) =>
    unsupported(entries[0]?.path ?? '', `Holds ${name} system packages: they are not read yet.`),
  );
  const problems = [...code, ...(await nativeProblems(tree, files)), ...systems];
  return { roots: [], packages: [], problems, drifts: [], unresolvedImports: [] };
}

/** Says what is there and not read: code of languages, and system packages, that no extractor knows yet. */
export const otherLanguages = {
  id: 'other-languages',
  title: 'Code of languages that are not read yet',
  recognises(tree) {
    const all = [...LANGUAGES, ...SYSTEM_PACKAGES];
    for (const path of tree.files.keys()) {
      if (isInNpmPackage(path)) continue;
      if (NATIVE_NAME.test(path) || all.some(({ file }) => file.test(path))) return true;
    }
    return false;
  },
  extract,
} satisfies Extractor;
