import { isUtf8 } from 'node:buffer';

/** The text of a script's bytes. Text that is not UTF-8 is read as one character a byte: positions are bytes then, and ASCII reads the same. */
export function scriptText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** The text of a script, and its bytes. */
export interface ScriptText {
  readonly text: string;
  /** Bytes of the file. */
  readonly size: number;
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
export function byteOffsets({ text, size }: ScriptText, positions: readonly number[]): number[] {
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

/** Bytes of a UTF-16 unit in UTF-8. Of a pair, the second one has all four. */
function bytesOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (unit >= 0xd800 && unit <= 0xdbff) return 0;
  return unit >= 0xdc00 && unit <= 0xdfff ? 4 : 3;
}

/** Positions in the text of byte offsets, by offset. An offset inside a character stands for the next one. */
export function unitPositions(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let at = 0;
  let bytes = 0;
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    for (; at < text.length && bytes < offset; at += 1) bytes += bytesOfUnit(text.charCodeAt(at));
    found.set(offset, at);
  }
  return found;
}
