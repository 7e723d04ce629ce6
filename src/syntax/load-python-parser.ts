import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Parser } from 'web-tree-sitter';

let loading: Promise<Parser> | undefined;

async function load(): Promise<Parser> {
  const { Language, Parser: PythonParser } = await import('web-tree-sitter');
  await PythonParser.init();
  const path = fileURLToPath(new URL('../../data/tree-sitter-python.wasm', import.meta.url));
  const parser = new PythonParser();
  parser.setLanguage(await Language.load(readFileSync(path)));
  return parser;
}

/** The parser of Python, loaded at the first call of a thread. Rejects if the package lacks its grammar (`scripts/copy-grammar.mjs`). */
export async function loadPythonParser(): Promise<Parser> {
  loading ??= load();
  return loading;
}
