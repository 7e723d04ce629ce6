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
