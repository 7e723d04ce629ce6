import type { Package } from '../../model/index.js';

/** What stands in the place of a version that is not known. */
export const UNKNOWN_VERSION = 'unknown version';

/** How a version is named: a set of candidates by its ends. */
export function versionWords(version: string | null, candidates: readonly string[]): string {
  if (version !== null) return version;
  if (candidates.length > 2) return `${candidates[0]} to ${candidates.at(-1)}`;
  return candidates.join(' or ') || UNKNOWN_VERSION;
}

/** Copies with the same key share a row of the list of packages. @param version as `versionWords` has it. */
export function packageRowKey(
  { ecosystem, name }: Pick<Package, 'ecosystem' | 'name'>,
  version: string,
): string {
  return `${ecosystem}\n${name}\n${version}`;
}
