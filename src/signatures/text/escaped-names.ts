import { keywordFinder, type KeywordFinder } from './keyword-finder.js';

/** A name that code spells with escapes: `\u0065val`, `globalThis["\x65val"]`. */
export interface EscapedName {
  /** Where it begins in the text. */
  readonly start: number;
  readonly name: string;
}

/** First characters of every escape. */
const ESCAPES = ['\\u', '\\x'];
/** An escape of a character below 256. */
const ESCAPE = /\\(?:u00([0-9a-f]{2})|u\{0*([0-9a-f]{1,2})\}|x([0-9a-f]{2}))/gi;
const ESCAPE_HERE = new RegExp(ESCAPE, 'iy');
const NAME_PART = /[\w$]/;
/** Characters of a name that are read on either side of an escape: more than the longest keyword that is a name. */
const MAX_NAME = 64;

/** A piece of a name: the character, and where the next piece begins. Null where the name ends. */
function pieceAt(text: string, at: number): { readonly character: string; readonly end: number } | null {
  const plain = text.charAt(at);
  if (NAME_PART.test(plain)) return { character: plain, end: at + 1 };
  ESCAPE_HERE.lastIndex = at;
  const [seen = '', ...codes] = ESCAPE_HERE.exec(text) ?? [];
  const character = String.fromCharCode(Number.parseInt(codes.find(Boolean) ?? '0', 16));
  return NAME_PART.test(character) ? { character, end: at + seen.length } : null;
}

/** The names with escaped letters, digits, `$` and `_` in a text, in order. */
export function escapedNames(text: string): readonly EscapedName[] {
  const names: EscapedName[] = [];
  let done = 0;
  for (const { index } of text.matchAll(ESCAPE)) {
    if (index < done || pieceAt(text, index) === null) continue;
    let start = index;
    while (start > Math.max(done, index - MAX_NAME) && NAME_PART.test(text.charAt(start - 1))) start -= 1;
    let name = '';
    let end = start;
    for (let piece = pieceAt(text, end); piece && name.length < 2 * MAX_NAME; piece = pieceAt(text, end)) {
      name += piece.character;
      ({ end } = piece);
    }
    names.push({ start, name });
    done = end;
  }
  return names;
}

const BACKSLASH = 0x5c;

/** Bytes of the longest escape without braces. */
const ESCAPE_BYTES = 6;
const [BRACE, LETTER_U, LETTER_X] = Buffer.from('{ux');

/** Whether the bytes at a backslash may be an escape of a letter, digit, `$` or `_`: nearly all escapes are of other characters. */
function mayBeNamePart(bytes: Buffer, at: number): boolean {
  const letter = bytes[at + 1]! | 0x20;
  if (letter !== LETTER_U && letter !== LETTER_X) return false;
  if (bytes[at + 2] === BRACE) return true;
  return pieceAt(bytes.toString('latin1', at, at + ESCAPE_BYTES), 0) !== null;
}

/** Whether a file has an escape that may be part of a name. Costs less than decoding the file. */
function mayHaveNames(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(BACKSLASH); at >= 0; at = bytes.indexOf(BACKSLASH, at + 1)) {
    if (mayBeNamePart(bytes, at)) return true;
  }
  return false;
}

/** Finds keywords in files, those too that are spelled with escapes. */
export function withEscapedNames(keywords: readonly string[]): KeywordFinder {
  const find = keywordFinder([...keywords, ...ESCAPES]);
  return (bytes) => {
    const found = find(bytes);
    if (!ESCAPES.some((escape) => found.has(escape))) return found;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!mayHaveNames(buffer)) return found;
    const names = escapedNames(buffer.toString('latin1')).map(({ name }) => name);
    if (names.length === 0) return found;
    const all = new Set([...found, ...find(Buffer.from(names.join('\n')))]);
    return found.startsOf ? Object.assign(all, { startsOf: found.startsOf }) : all;
  };
}
