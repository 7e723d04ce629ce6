/**
 * What the files of code are that count. Data, typings, maps and docs do not.
 * `compiled`: made from code that cannot be seen in it.
 */
export type CodeLanguage = 'javascript' | 'compiled' | 'other';

const JAVASCRIPT = /\.(?:[cm]?jsx?|[cm]?tsx?)$/i;
const COMPILED = /\.(?:node|wasm|jsc)$/i;
const TYPINGS = /\.d\.(?:[cm]?ts|[^./]{1,16}\.ts)$/i;
const OTHER = /\.(?:py|pyc|class|jar|rb|php|dll|so)$/i;

/** The language of a code file by its name, null when it is not code. */
export function codeLanguageOf(path: string): CodeLanguage | null {
  if (JAVASCRIPT.test(path)) return TYPINGS.test(path) ? null : 'javascript';
  if (COMPILED.test(path)) return 'compiled';
  return OTHER.test(path) ? 'other' : null;
}

/** Bytes of a file that are looked at to tell text. */
const HEAD_BYTES = 4096;

/** Whether a file is no text, whatever its name says: Node reads scripts as UTF-8, in which nobody writes NUL. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, HEAD_BYTES).includes(0);
}
