/** Bytes of a first line that name its interpreter: Linux reads no more. */
const FIRST_LINE_BYTES = 256;

/** Endings that scripts of an interpreter have; rules for these endings apply to its scripts under any name. */
export const SCRIPT_ENDINGS = ['.sh', '.py', '.pl'] as const;
export type ScriptEnding = (typeof SCRIPT_ENDINGS)[number];

/** A first line that names an interpreter, by its path or through `env`. */
const FIRST_LINE =
  /^#![ \t]*(?:\S*\/)?(?:(?:env|busybox)[ \t]+(?:-\S*[ \t]+|\w+=\S*[ \t]+){0,9}(?:\S*\/)?)?([a-z]{2,9})[\d.]{0,9}(?=[\s\0]|$)/;

const SHELL = /^(?:ba|z|da|k|mk|a)?sh$/;
const OTHERS: ReadonlyMap<string, ScriptEnding> = new Map([
  ['python', '.py'],
  ['pypy', '.py'],
  ['perl', '.pl'],
]);

/** The ending for an interpreter's name, without its version; null for Node and unknown interpreters. */
export function endingOf(interpreter: string): ScriptEnding | null {
  return SHELL.test(interpreter) ? '.sh' : (OTHERS.get(interpreter) ?? null);
}

/** The ending for a script whose first line names a shell, Python or Perl; null for all others. */
export function interpretedAs(bytes: Uint8Array): ScriptEnding | null {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return null;
  const line = Buffer.from(bytes.subarray(0, FIRST_LINE_BYTES)).toString('latin1');
  return endingOf(FIRST_LINE.exec(line)?.[1] ?? '');
}
