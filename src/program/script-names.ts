const SCRIPT = /\.(?:[cm]?jsx?|[cm]?tsx?)$/i;
const TYPINGS = /\.d\.(?:[cm]?ts|[^./]{1,16}\.ts)$/i;
const TYPESCRIPT = /\.[cm]?ts$/i;
/** Extensions that rules for scripts match in their globs. */
const NODE_SCRIPT = /\.[cm]?js$/;
const MANAGERS = /(?:^|\/)(?:\.yarn\/|\.pnp\.(?:c?js|loader\.mjs)$)/;

/** Whether a file name is that of a script: JavaScript or TypeScript, but not type declarations. */
export function isScriptName(path: string): boolean {
  return SCRIPT.test(path) && !TYPINGS.test(path);
}

/** Whether Node runs a file outside of installed packages by removing its types. https://nodejs.org/api/typescript.html */
export function isTypeScriptName(path: string): boolean {
  return TYPESCRIPT.test(path) && !TYPINGS.test(path);
}

/** Whether a file has an extension that Node itself treats as a script. */
export function isNodeScriptName(path: string): boolean {
  return NODE_SCRIPT.test(path);
}

/** Whether a package manager wrote a script: it may list every package, and is no handler. https://yarnpkg.com/advanced/pnp-spec */
export function isManagerScript(path: string): boolean {
  return MANAGERS.test(path);
}
