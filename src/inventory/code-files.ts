import { contentKind, isScriptName, NO_OWN_CODE, type OwnCode } from '../program/index.js';

/**
 * What the files of code are that count. Data, typings, maps and docs do not.
 * `compiled`: made from code that cannot be seen in it.
 */
export type CodeLanguage = 'javascript' | 'compiled' | 'other';

const COMPILED = /\.(?:node|wasm|jsc)$/i;
/** Of archives (`.jar`) the files inside count. */
const OTHER = /\.(?:py|pyc|class|rb|php|dll|so)$/i;

/**
 * The language of a code file by its name, null when it is not code.
 * @param own files that are code by their content.
 */
export function codeLanguageOf(
  path: string,
  { scripts, compiled, interpreted }: OwnCode = NO_OWN_CODE,
): CodeLanguage | null {
  if (isScriptName(path)) return 'javascript';
  if (COMPILED.test(path)) return scripts.has(path) ? 'javascript' : 'compiled';
  if (OTHER.test(path)) return 'other';
  if (scripts.has(path)) return 'javascript';
  if (interpreted.has(path)) return 'other';
  return compiled.has(path) ? 'compiled' : null;
}

/** Bytes of a file that are read to decide whether it is text. */
const HEAD_BYTES = 4096;

/** Whether a file is not text, whatever its name. A script may have NUL in comments and strings. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, HEAD_BYTES).includes(0) && contentKind(bytes) !== 'script';
}
