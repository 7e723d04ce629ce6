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

/** `from ..a import (b as c, d)`; null where it is no import: `yield from x`. */
function fromImport(tokens: readonly PythonToken[]): Parsed[] | null {
  let at = 1;
  while (tokens[at]?.value === '.') at += 1;
  const level = at - 1;
  // `from .import x`: the word is no name.
  const isBare = tokens[at]?.value === 'import';
  const [parts, end] = isBare ? [[], at] : readName(tokens, at);
  if (tokens[end]?.value !== 'import' || (level === 0 && parts.length === 0)) return null;
  const names: string[] = [];
  let isStar = false;
  for (let each = end + 1; each < tokens.length; each += 1) {
    const { kind, value } = tokens[each]!;
    if (kind === 'name' && value === 'as') each += 1;
    else if (kind === 'name') names.push(value);
    else if (value === '*') isStar = true;
  }
  return [{ level, parts, names, isStar }];
}

/** The imports of an import statement; null for another statement. */
export function parseImport(tokens: readonly PythonToken[]): readonly Parsed[] | null {
  const [first] = tokens;
  if (first?.kind !== 'name') return null;
  if (first.value === 'import') return plainImports(tokens);
  return first.value === 'from' ? fromImport(tokens) : null;
}
