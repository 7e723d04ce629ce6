import { isInPackageFolder } from '../../ecosystems/index.js';

/** A language whose packages no extractor reads yet, detected by file names. */
export interface Language {
  readonly name: string;
  readonly file: RegExp;
}

export const LANGUAGES: readonly Language[] = [{ name: 'Go', file: /(?:^|\/)go\.(?:mod|sum)$/ }];

/** Files inside npm packages belong to these packages: build helpers in Python, add-ons. */
export function isInNpmPackage(path: string): boolean {
  return isInPackageFolder(path) || path.includes('.yarn/cache/');
}
