export type Position = readonly [line: number, column: number, source: number | null];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function vlq(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let digits = '';
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    digits += ALPHABET.charAt(rest > 0 ? digit + 32 : digit);
  } while (rest > 0);
  return digits;
}

/** A `mappings` text of positions in ascending order. https://tc39.es/ecma426/#sec-mappings */
export function encodeMappings(positions: readonly Position[]): string {
  let mappings = '';
  let [line, column, source] = [0, 0, 0];
  for (const [nextLine, nextColumn, nextSource] of positions) {
    const isNewLine = nextLine > line;
    if (isNewLine) column = 0;
    mappings += isNewLine ? ';'.repeat(nextLine - line) : mappings === '' ? '' : ',';
    mappings += vlq(nextColumn - column);
    if (nextSource !== null) mappings += `${vlq(nextSource - source)}AA`;
    [line, column, source] = [nextLine, nextColumn, nextSource ?? source];
  }
  return mappings;
}
