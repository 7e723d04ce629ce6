/** Languages whose files count as code. Data, typings, maps and docs do not. */
export type CodeLanguage = 'javascript' | 'other';

const JAVASCRIPT = /\.(?:[cm]?jsx?|[cm]?tsx?|node|wasm)$/i;
const TYPINGS = /\.d\.(?:[cm]?ts|[^./]{1,16}\.ts)$/i;
const OTHER = /\.(?:py|pyc|class|jar|rb|php|dll|so)$/i;

/** The language of a code file by its name, null when it is not code. */
export function codeLanguageOf(path: string): CodeLanguage | null {
  if (JAVASCRIPT.test(path)) return TYPINGS.test(path) ? null : 'javascript';
  return OTHER.test(path) ? 'other' : null;
}
