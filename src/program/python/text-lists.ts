import { limitOf } from '../../files/index.js';
import type { PythonToken } from './logical-lines.js';

/** Constant texts, and the index behind the code that gives them. */
export interface FoundTexts {
  readonly texts: readonly string[];
  readonly end: number;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** The value of a token; '' where there is none. */
export function valueAt(tokens: readonly PythonToken[], at: number): string {
  return tokens[at]?.value ?? '';
}

/** Texts in quotes with commas between them, from an index on; null if there is none, or one that code stands in. */
function textsFrom(tokens: readonly PythonToken[], at: number): FoundTexts | null {
  const texts: string[] = [];
  let end = at;
  for (let token = tokens[end]; token?.kind === 'text'; token = tokens[end]) {
    if (token.isFormatted || texts.length >= limitOf('constant-list')) return null;
    texts.push(token.value);
    end += 1;
    if (valueAt(tokens, end) !== ',') break;
    end += 1;
  }
  return texts.length === 0 ? null : { texts, end };
}

/** A list of constant texts, in brackets or not; null for another one. */
export function textListAt(tokens: readonly PythonToken[], at: number): FoundTexts | null {
  const closing = CLOSING.get(valueAt(tokens, at));
  if (closing === undefined) return textsFrom(tokens, at);
  const inside = textsFrom(tokens, at + 1);
  return inside && valueAt(tokens, inside.end) === closing ? { ...inside, end: inside.end + 1 } : null;
}
