import type { PythonToken } from './logical-lines.js';
import type { PythonImport } from './python-imports.js';
import type { FoundTexts } from './text-lists.js';

/** Functions that import a module by its name. */
const BY_NAME: ReadonlySet<string> = new Set([
  'import_module',
  '__import__',
  'find_spec',
  'resolve_name',
  'run_module',
  'import_string',
  'import_object',
  'import_class',
]);
/** Whether a script may call such a function. */
export function mayImportByName(text: string): boolean {
  return [...BY_NAME].some((name) => text.includes(name));
}

/** Functions that load code that they are handed in another way. */
const BY_OTHER_MEANS: ReadonlySet<string> = new Set([
  'exec_module',
  'load_module',
  'load_source',
  'module_from_spec',
  'spec_from_file_location',
  'run_path',
  'execfile',
  'attach_stub',
]);

export type DynamicImport =
  | { readonly kind: 'open' }
  /** The constant start of the name. */
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'module'; readonly target: Pick<PythonImport, 'level' | 'parts' | 'isStar'> };

const MODULE = /^(\.*)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/;
/** The constant start of a composed name: all of its last part, or nothing, is unknown. */
const PREFIX = /^(?:\.+|\.*[A-Za-z_][\w.]*\.)(?=$|[{%])/;

/** @param hasMore whether other arguments may name submodules to import. */
function moduleOf(name: string, hasMore: boolean): DynamicImport {
  const [, dots = '', rest = ''] = MODULE.exec(name) ?? [];
  if (rest === '') return { kind: 'open' };
  return { kind: 'module', target: { level: dots.length, parts: rest.split('.'), isStar: hasMore } };
}

function composed({ value }: PythonToken): DynamicImport {
  const [text] = PREFIX.exec(value) ?? [];
  return text === undefined ? { kind: 'open' } : { kind: 'prefix', text };
}

/** Whether the argument at an index is the package of the file, and the last one. */
function isOwnPackage(tokens: readonly PythonToken[], at: number): boolean {
  const start = tokens[at]?.value === 'package' ? at + 2 : at;
  const value = tokens[start]?.value ?? '';
  return (value === '__package__' || value === '__name__') && tokens[start + 1]?.value === ')';
}

function isEnd(sign: string | undefined): boolean {
  return sign === ')' || sign === ',';
}

/** Whether a relative name is one of the package of the file. @param at index of the name. */
function isRelativeToFile(tokens: readonly PythonToken[], at: number): boolean {
  return tokens[at + 1]?.value === ')' || isOwnPackage(tokens, at + 2);
}

/** The module that a call with these arguments imports. @param at index behind the opening bracket. */
function argumentOf(tokens: readonly PythonToken[], at: number): DynamicImport {
  const [name, next] = [tokens[at], tokens[at + 1]?.value];
  if (name?.kind !== 'text') return { kind: 'open' };
  if (name.isFormatted || !isEnd(next)) return composed(name);
  if (name.value.startsWith('.') && !isRelativeToFile(tokens, at)) return { kind: 'open' };
  return moduleOf(name.value, tokens[at - 2]?.value === '__import__' && next === ',');
}

/**
 * The modules that the call at an index imports by names that stand for constant texts.
 * @param valuesAt the texts that the expression at an index gives.
 */
export function namedImports(
  tokens: readonly PythonToken[],
  at: number,
  valuesAt: (at: number) => FoundTexts | null,
): DynamicImport[] {
  const found = valuesAt(at + 2);
  const next = tokens[found?.end ?? 0]?.value;
  if (!found || !isEnd(next)) return [];
  const names = found.texts.filter(
    (text) => !text.startsWith('.') || isRelativeToFile(tokens, found.end - 1),
  );
  const modules = names.map((text) => moduleOf(text, tokens[at]?.value === '__import__' && next === ','));
  return modules.filter(({ kind }) => kind === 'module');
}

/** Whether an import statement gives a function that imports by name another name. */
export function renamesImporter(tokens: readonly PythonToken[]): boolean {
  return tokens.some(({ value }, at) => BY_NAME.has(value) && tokens[at + 1]?.value === 'as');
}

/** Whether the word at an index is a call of a function that imports by a name. */
export function isCall(tokens: readonly PythonToken[], at: number): boolean {
  return BY_NAME.has(tokens[at]?.value ?? '') && tokens[at + 1]?.value === '(';
}

/** What the word at an index imports where it is no import statement; null for words that import nothing. */
export function dynamicImport(tokens: readonly PythonToken[], at: number): DynamicImport | null {
  const word = tokens[at]?.value ?? '';
  if (BY_OTHER_MEANS.has(word)) return { kind: 'open' };
  if (!BY_NAME.has(word)) return null;
  // Its own definition calls nothing.
  if (tokens[at - 1]?.value === 'def') return null;
  return isCall(tokens, at) ? argumentOf(tokens, at + 2) : { kind: 'open' };
}
