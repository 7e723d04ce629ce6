import type { Ecosystem, NameRules } from './ecosystem.js';

/** What holds for an ecosystem while scans do not find its packages: its advisories, names and package URLs are known. */
export const NOT_FOUND_BY_SCANS = {
  versions: null,
  managers: [],
  packageFolders: [],
  isFound: false,
  popularNames: null,
  imports: null,
  handlers: null,
  isProvidedByRuntime: () => false,
} satisfies Partial<Ecosystem>;

/** Name rules of an ecosystem whose names have no namespace and one spelling each. */
export function plainNames(pattern: RegExp): NameRules {
  return { separator: null, isPackageName: (name) => pattern.test(name), normalise: (name) => name };
}
