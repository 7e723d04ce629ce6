import { isUtf8 } from 'node:buffer';

/** The text of a script's bytes. What is no UTF-8 is read a byte a character: positions are bytes then, and ASCII reads the same. */
export function scriptText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
