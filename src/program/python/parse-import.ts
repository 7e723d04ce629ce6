import type { PythonToken } from './logical-lines.js';
import type { PythonImport } from './python-imports.js';

type Parsed = Omit<PythonImport, 'kind'>;

/** Reads `a.b.c`. @returns the parts, and the index behind them. */
function readName(tokens: readonly PythonToken[], from: number): readonly [parts: string[], end: number] {
  const parts: string[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token?.kind !== 'name') return [parts, at];
    parts.push(token.value);
    if (tokens[at + 1]?.value !== '.') return [parts, at + 1];
    at += 2;
  }
}

/** `import a.b as c, d` */
function plainImports(tokens: readonly PythonToken[]): Parsed[] {
  const found: Parsed[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const [parts, end] = readName(tokens, at);
    if (parts.length > 0) found.push({ level: 0, parts, names: [], isStar: false });
    at = end;
    while (at < tokens.length && tokens[at]?.value !== ',') at += 1;
  }
  return found;
}

/** What stands behind `import`: `(b as c, d)`, `*`. */
function takenNames(tokens: readonly PythonToken[]): Pick<Parsed, 'names' | 'isStar'> {
  const names: string[] = [];
  let isStar = false;
  let isAlias = false;
  for (const { kind, value } of tokens) {
    if (kind === 'name' && !isAlias && value !== 'as') names.push(value);
    isAlias = value === 'as';
    isStar ||= value === '*';
  }
  return { names, isStar };
}

/** `from ..a import (b as c, d)`; null where it is no import: `yield from x`. */
function fromImport(tokens: readonly PythonToken[]): Parsed[] | null {
  const level = tokens.slice(1).findIndex(({ value }) => value !== '.');
  if (level < 0) return null;
  // `from .import x`: the word is no name.
  const isBare = tokens[level + 1]?.value === 'import';
  const [parts, end] = isBare ? [[], level + 1] : readName(tokens, level + 1);
  if (tokens[end]?.value !== 'import' || level + parts.length === 0) return null;
  return [{ level, parts, ...takenNames(tokens.slice(end + 1)) }];
}

/** The imports of an import statement; null for another statement. */
export function parseImport(tokens: readonly PythonToken[]): readonly Parsed[] | null {
  const [first] = tokens;
  if (first?.kind !== 'name') return null;
  if (first.value === 'import') return plainImports(tokens);
  return first.value === 'from' ? fromImport(tokens) : null;
}
