import { limitOf } from '../../files/index.js';
import { scriptText } from '../../syntax/index.js';
import { readPythonImports } from './read-python-imports.js';
import type { PythonImports } from './python-imports.js';

const SOURCE = /\.py$/;
/** Names and dotted names in native or compiled code, as long as names of modules are. */
const NAME_IN_BINARY = /[A-Za-z_][\w.]{0,80}/g;
/** The lines of a `.pth` file that Python runs. https://docs.python.org/3/library/site.html */
const RUN_LINE = /^import[ \t]/;

/** What a file says about the modules it loads. */
export type ModuleText =
  | { readonly kind: 'source'; readonly imports: PythonImports }
  /** Native or compiled code: names of modules that occur in it. */
  | { readonly kind: 'binary'; readonly names: ReadonlySet<string> }
  /** Too large to be read. */
  | { readonly kind: 'unread' };

function namesIn(bytes: Uint8Array, isName: (name: string) => boolean): ReadonlySet<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const seen = new Set<string>();
  const names = new Set<string>();
  for (const [name] of text.matchAll(NAME_IN_BINARY)) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (isName(name)) names.add(name);
  }
  return names;
}

function runLines(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => RUN_LINE.test(line))
    .join('\n');
}

/** @param isName whether a word may be the name of a module of the tree. */
export function readModuleText(
  path: string,
  bytes: Uint8Array | null,
  isName: (name: string) => boolean,
): ModuleText {
  if (!bytes) return { kind: 'unread' };
  if (!SOURCE.test(path) && !path.endsWith('.pth')) return { kind: 'binary', names: namesIn(bytes, isName) };
  if (bytes.length > limitOf('python-source')) return { kind: 'unread' };
  const text = scriptText(bytes);
  return { kind: 'source', imports: readPythonImports(path.endsWith('.pth') ? runLines(text) : text) };
}

/** Folders that a `.pth` file adds to the search path, as it names them. */
export function foldersOfPth(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !RUN_LINE.test(line));
}
