import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderEntries } from '../folder-entries.mjs';

/** Files and folders of a commit that a build reads. */
const SOURCES = new Set([
  'data',
  'html-report',
  'package-lock.json',
  'package.json',
  'schema',
  'scripts',
  'signatures',
  'src',
  'tsconfig.json',
]);

const GENERATED = ['data/signatures.json', 'data/tree-sitter-python.wasm', 'src/reporters/html/page.ts'];

/** Files among these that builds write, and their unfinished copies. */
function isGenerated(path) {
  return GENERATED.some((beginning) => path.startsWith(beginning));
}

function isSource(path) {
  return SOURCES.has(path.split('/', 1)[0] ?? '') && !isGenerated(path);
}

/** Copies the files that `digestOfSources` reads: inputs of a build, without outputs of an earlier build. */
export function copySources(commitFolder, folder) {
  for (const { path, bytes, link } of folderEntries(commitFolder, { keep: isSource })) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (link) symlinkSync(bytes.toString(), file);
    else writeFileSync(file, bytes);
  }
}

/** SHA-256 of the names and bytes that a build reads: two commits with the same one build the same package. */
export function digestOfSources(commitFolder) {
  const hash = createHash('sha256');
  for (const { path, bytes, link } of folderEntries(commitFolder, { keep: isSource })) {
    hash
      .update(`${Buffer.byteLength(path)} ${path} ${link ? 'link' : 'file'} ${bytes.length} `)
      .update(bytes);
  }
  return hash.digest('hex');
}
