import valid from 'semver/functions/valid.js';

const LEGAL = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~!'()*-]*$/i;
/** https://github.com/npm/validate-npm-package-name: names of old packages may hold capitals and `!~*'()`. */
const MAX_NAME = 214;
const NOT_NAMES = new Set(['node_modules', 'favicon.ico']);

/** Whether a registry could ever have held a package of this name. */
export function isPackageName(name: string): boolean {
  return name.length <= MAX_NAME && LEGAL.test(name) && !NOT_NAMES.has(name);
}

/** The version that npm reads in a text; null if the text is none. */
export function versionIn(text: string): string | null {
  return text.length <= 256 && /^\d/.test(text) ? valid(text) : null;
}

/** The package (or Node module) that a module specifier names; null for paths, URLs and `#imports`. */
export function packageOfSpecifier(specifier: string): string | null {
  if (/^(?:[./#]|[a-z]+:)/.test(specifier) || specifier.length > 256) return null;
  const segments = specifier.split('/', 2);
  return specifier.startsWith('@') ? segments.join('/') : (segments[0] ?? null);
}
