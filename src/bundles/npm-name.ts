import valid from 'semver/functions/valid.js';

const LEGAL = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~!'()*-]*$/i;
/** https://github.com/npm/validate-npm-package-name */
const MAX_NAME = 214;

/** Whether a registry could ever have held a package of this name. */
export function isPackageName(name: string): boolean {
  return name.length <= MAX_NAME && LEGAL.test(name) && name !== 'node_modules';
}

/** A version as npm writes it, null when it is none. */
export function versionIn(text: string): string | null {
  return text.length <= 256 && /^\d/.test(text) ? valid(text) : null;
}
