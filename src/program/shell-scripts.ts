/** Bytes of a first line that name its interpreter: Linux reads no more. */
const FIRST_LINE_BYTES = 256;

/** A first line that has a shell run the file, by its path or through `env`. */
const SHELL_LINE =
  /^#![ \t]*(?:\S*\/)?(?:(?:env|busybox)[ \t]+(?:-\S*[ \t]+|\w+=\S*[ \t]+){0,9}(?:\S*\/)?)?(?:ba|z|da|k|mk|a)?sh(?=[\s\0]|$)/;

/** Whether a file is a shell script by its first line, whatever its name. */
export function isShellScript(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return false;
  return SHELL_LINE.test(Buffer.from(bytes.subarray(0, FIRST_LINE_BYTES)).toString('latin1'));
}
