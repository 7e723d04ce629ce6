import { scriptText } from '../syntax/index.js';

/** A bundle as text. Positions are in UTF-16 code units, as source maps and syntax trees have them. */
export interface BundleText {
  /** Path inside the artifact. */
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly text: string;
}

/** A bundle's bytes as text, as `scriptText` reads them. */
export function bundleText(path: string, bytes: Uint8Array): BundleText {
  return { path, size: bytes.length, text: scriptText(bytes) };
}

/** The start of the character that a position is in: never between the halves of a surrogate pair. */
function characterStart(text: string, position: number): number {
  const isLowHalf = (text.charCodeAt(position) & 0xfc00) === 0xdc00;
  return isLowHalf && (text.charCodeAt(position - 1) & 0xfc00) === 0xd800 ? position - 1 : position;
}

/**
 * Byte offsets of positions in the text.
 * @param positions ascending; each byte between them is looked at once.
 */
export function byteOffsets({ text, size }: BundleText, positions: readonly number[]): number[] {
  if (text.length === size) return [...positions];
  let from = 0;
  let bytes = 0;
  return positions.map((position) => {
    const to = characterStart(text, position);
    bytes += Buffer.byteLength(text.slice(from, to));
    from = to;
    return bytes;
  });
}
