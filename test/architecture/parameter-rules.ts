import type { SourceFile } from '../support/source-imports.js';
import type { Token } from '../support/source-tokens.js';

const FAMILY = 'src/recognition/';
export const PARAMETERS = `${FAMILY}parameters/`;
/** A `SHOWN` constant bounds what a report shows. */
const SHOWN = /(?:^|_)SHOWN(?:_|$)/;
const CONSTANT = /^[A-Z][A-Z\d_]*$/;

/** Numeric constants in `src/recognition` that no measurement could change: kinds, formats, sizes of caches. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'features/hash-text.ts: MAX_KEPT',
  'features/source-features.ts: FEATURES_VERSION',
  ...['STRING', 'PROPERTY', 'PATTERN', 'NUMBER', 'OPERATOR'].map((kind) => `features/tree-walk.ts: ${kind}`),
  ...['KEY_PLANES', 'REFERENCE_PLANES', 'HASH_PLANES', 'DIGEST_BYTES', 'WEIGHT_PARTS'].map(
    (size) => `index/index-format.ts: ${size}`,
  ),
  ...['IS_ENTRY', 'IS_MODULE', 'IS_SCRIPT'].map((flag) => `index/index-format.ts: ${flag}`),
  'index/postings.ts: MAX_GROUPS',
]);

/** Hexadecimal numbers belong to formats: bits, marks and hashes. */
function isDecimal(token: Token | undefined): boolean {
  return token?.kind === 'number' && !token.text.startsWith('0x');
}

/** Names of the constants of a file that are a number, or begin with one: `-1`, `[0.5, 1]`, `{ least: 0.5 }`. */
function numericConstants(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ text }, at): string[] => {
    const name = tokens[at + 1]?.text ?? '';
    if (text !== 'const' || !CONSTANT.test(name)) return [];
    const from = tokens.findIndex((token, place) => place > at && token.text === '=') + 1;
    const opening = tokens.slice(from, from + 4);
    const first = opening.findIndex((token) => token.kind === 'number' || token.kind === 'string');
    const isPlain = opening
      .slice(0, Math.max(0, first))
      .every(({ text: before }) => /^[-[{:\w]+$/.test(before));
    return isPlain && isDecimal(opening[first]) ? [name] : [];
  });
}

/** Tuned numbers of recognition that stand in a step and not in `parameters/`. */
export function parameterViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith(FAMILY) && !path.startsWith(PARAMETERS))
    .flatMap(({ path, tokens }) => {
      const fractions = tokens.flatMap(({ kind, text }) =>
        kind === 'number' && text.includes('.') ? [text] : [],
      );
      const named = numericConstants(tokens).filter(
        (name) => !SHOWN.test(name) && !STRUCTURAL.has(`${path.slice(FAMILY.length)}: ${name}`),
      );
      return [...named, ...fractions].map((found) => `${path}: ${found} belongs into ${PARAMETERS}`);
    });
}

/** Parameters without a comment on the origin of their value, or a reference to a parameter that has one. */
export function undocumentedParameters(path: string, text: string): string[] {
  const parts = text.split(/^export const /m);
  return parts.slice(1).flatMap((part, at) => {
    const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(parts[at] ?? '')?.[0] ?? '';
    const name = /^\w+/.exec(part)?.[0] ?? '';
    return /\bOrigin:\s|\bSee\s+(?:\* )?`/.test(comment) ? [] : [`${path}: ${name}`];
  });
}
