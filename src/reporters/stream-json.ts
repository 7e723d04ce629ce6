import { cutJsonStrings } from './cut-json-strings.js';
import { UNSEEN } from './escape-terminal.js';

/** Detects, in a third of the time, most texts that need no escape. */
const MAY_BE_UNSEEN = /[^\n -~]/;

/**
 * Escapes invisible characters of a JSON text with JSON's own escapes. The document stays the same and is safe to
 * print. Very long strings are cut. Keeps line feeds.
 */
export function escapeJson(written: string): string {
  const json = cutJsonStrings(written);
  if (!MAY_BE_UNSEEN.test(json)) return json;
  return json.replace(UNSEEN, (char) =>
    char === '\n'
      ? char
      : char
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

/** Characters that are worth a piece of text of their own. */
const CHUNK_CHARACTERS = 65_536;

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function* list(values: Iterable<unknown>): Generator<string> {
  let opening = '[\n';
  for (const value of values) {
    yield opening;
    yield* printed(value);
    opening = ',\n';
  }
  yield opening === '[\n' ? '[]' : '\n]';
}

function* members(source: object): Generator<string> {
  let opening = '{';
  for (const [key, value] of Object.entries(source)) {
    if (value === undefined) continue;
    yield `${opening}${JSON.stringify(key)}:`;
    yield* printed(value);
    opening = ',';
  }
  yield opening === '{' ? '{}' : '}';
}

/** Whether a value contains a generated list. Only such values are printed in parts. */
function hasLazy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasLazy);
  if (isIterable(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLazy);
}

function* printed(value: unknown): Generator<string> {
  if (!hasLazy(value)) yield JSON.stringify(value);
  else if (isIterable(value)) yield* list(value);
  else yield* members(value as object);
}

/** Short pieces of text joined to pieces worth writing. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/**
 * JSON of a document whose long lists are generators, one element a line, so that it is never in memory as a whole.
 * Invisible characters become JSON escapes.
 */
export function* streamJson(document: object): Generator<string> {
  for (const chunk of inChunks(printed(document))) yield escapeJson(chunk);
  yield '\n';
}
