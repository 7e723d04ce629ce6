/** Bytes of a first line that name its interpreter: Linux reads no more. */
const FIRST_LINE_BYTES = 256;

/** Endings that scripts of an interpreter have; rules for these endings apply to its scripts under any name. */
export const SCRIPT_ENDINGS = ['.sh', '.py', '.pl'] as const;
export type ScriptEnding = (typeof SCRIPT_ENDINGS)[number];

/** A first line that names an interpreter, by its path or through `env`. */
const FIRST_LINE =
  /^#![ \t]*(?:\S*\/)?(?:(?:env|busybox)[ \t]+(?:-\S*[ \t]+|\w+=\S*[ \t]+){0,9}(?:\S*\/)?)?([A-Za-z][a-z-]{1,14})[\d.]{0,9}(?=[\s\0]|$)/;

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

/** The name of a first line's interpreter, without its version; null without such a line. */
function namedInterpreter(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return null;
  const line = Buffer.from(bytes.subarray(0, FIRST_LINE_BYTES)).toString('latin1');
  return FIRST_LINE.exec(line)?.[1] ?? null;
}

/** The ending for a script whose first line names a shell, Python or Perl; null for all others. */
export function interpretedAs(bytes: Uint8Array): ScriptEnding | null {
  return endingOf(namedInterpreter(bytes) ?? '');
}

/** Interpreters of JavaScript and TypeScript: what they run is read as such. */
const SCRIPTING: ReadonlySet<string> = new Set(['node', 'nodejs', 'bun', 'deno', 'tsx', 'ts-node', 'zx']);

/** `sh` for all shells; the interpreter's name for other languages than JavaScript; null for JavaScript and for files without such a line. */
export function interpreterOf(bytes: Uint8Array): string | null {
  const name = namedInterpreter(bytes);
  if (name === null || SCRIPTING.has(name)) return null;
  return SHELL.test(name) ? 'sh' : name;
}
