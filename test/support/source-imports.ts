import { tokensOf, type Token } from './source-tokens.js';

export interface ImportedModule {
  /** As written; null for `import(` of something that is no literal. */
  readonly specifier: string | null;
  /** `import type …`: gone at run time. */
  readonly typeOnly: boolean;
  /** `import(…)`: loaded when it is reached. */
  readonly dynamic: boolean;
}

export interface SourceFile {
  /** POSIX, from the project folder: `src/zip/read.ts`. */
  readonly path: string;
  readonly tokens: readonly Token[];
  readonly imports: readonly ImportedModule[];
}

function dynamicImport(tokens: readonly Token[], at: number): ImportedModule {
  const [argument, after] = tokens.slice(at + 2, at + 4);
  const isLiteral = argument?.kind === 'string' && (after?.text === ')' || after?.text === ',');
  return { specifier: isLiteral ? argument.text : null, typeOnly: false, dynamic: true };
}

// All that may stand between `import` or `export` and the module that it names.
const CLAUSE_PUNCTUATORS = new Set(['{', '}', ',', '*']);

/** The module that an `import …` or `export …` statement names; undefined when it names none. */
function staticImport(tokens: readonly Token[], at: number): ImportedModule | undefined {
  const end = tokens.findIndex(
    ({ kind, text }, index) => index > at && kind !== 'word' && !CLAUSE_PUNCTUATORS.has(text),
  );
  const specifier = tokens[end];
  const before = tokens[end - 1]?.text ?? '';
  if (specifier?.kind !== 'string' || !['from', 'import'].includes(before)) return undefined;
  const typeOnly = tokens[at + 1]?.text === 'type' && tokens[at + 2]?.text !== 'from';
  return { specifier: specifier.text, typeOnly, dynamic: false };
}

function importAt(tokens: readonly Token[], at: number): ImportedModule | undefined {
  const { kind, text } = tokens[at] as Token;
  if (kind !== 'word' || tokens[at - 1]?.text === '.') return undefined;
  if (text === 'import' && tokens[at + 1]?.text === '(') return dynamicImport(tokens, at);
  return text === 'import' || text === 'export' ? staticImport(tokens, at) : undefined;
}

/** Reads what a TypeScript file imports, without a TypeScript parser (TypeScript 7 ships none that can be called). */
export function readSource(path: string, text: string): SourceFile {
  const tokens = tokensOf(text);
  const imports = tokens.map((_, at) => importAt(tokens, at)).filter((found) => found !== undefined);
  return { path, tokens, imports };
}
