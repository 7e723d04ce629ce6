// Copies Python's grammar, as its package compiled it to WebAssembly, into data. `npm run build` and every test run start it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..');
const NAME = 'tree-sitter-python.wasm';
const publishedFile = join(projectFolder, 'node_modules/tree-sitter-python', NAME);
const grammarFile = join(projectFolder, 'data', NAME);

/** Writes the grammar if it is missing or out of date; a concurrent run sees the old or the new file, whole. */
export function setup() {
  if (!existsSync(publishedFile))
    throw new Error('tree-sitter-python is not installed: run npm ci --ignore-scripts.');
  const grammar = readFileSync(publishedFile);
  if (existsSync(grammarFile) && readFileSync(grammarFile).equals(grammar)) return;
  const unfinished = `${grammarFile}.${process.pid}`;
  writeFileSync(unfinished, grammar);
  renameSync(unfinished, grammarFile);
}

if (process.argv[1] === import.meta.filename) setup();
