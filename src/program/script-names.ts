const SCRIPT = /\.(?:[cm]?jsx?|[cm]?tsx?)$/i;
const TYPINGS = /\.d\.(?:[cm]?ts|[^./]{1,16}\.ts)$/i;
/** Extensions that rules for scripts match in their globs. */
const NODE_SCRIPT = /\.[cm]?js$/;

/** Whether a file name is that of a script: JavaScript or TypeScript, but not type declarations. */
export function isScriptName(path: string): boolean {
  return SCRIPT.test(path) && !TYPINGS.test(path);
}

/** Whether a file has an extension that Node itself treats as a script. */
export function isNodeScriptName(path: string): boolean {
  return NODE_SCRIPT.test(path);
}
