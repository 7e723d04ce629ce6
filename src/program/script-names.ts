const SCRIPT = /\.(?:[cm]?jsx?|[cm]?tsx?)$/i;
const TYPINGS = /\.d\.(?:[cm]?ts|[^./]{1,16}\.ts)$/i;
/** Endings that rules for scripts name, as their globs read them. */
const NODE_SCRIPT = /\.[cm]?js$/;

/** Whether a file is a script by its name: JavaScript or TypeScript, no typings. */
export function isScriptName(path: string): boolean {
  return SCRIPT.test(path) && !TYPINGS.test(path);
}

/** Whether a file is a script by an ending that Node itself gives a meaning. */
export function isNodeScriptName(path: string): boolean {
  return NODE_SCRIPT.test(path);
}
