import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import type { Package } from '../../model/index.js';
import { filesByPackage } from '../index/files-by-package.js';

/** Positions in `published` of a row's candidate versions; of all versions if the index knows none of them. */
function possiblePlaces(
  { version, candidates }: Package,
  { published }: IndexedPackage,
): ReadonlySet<number> {
  const candidateVersions = new Set(version === null ? candidates : [version]);
  const places = [...published.keys()];
  const possible = places.filter((place) => candidateVersions.has(published[place] ?? ''));
  return new Set(possible.length > 0 ? possible : places);
}

/** Whether one of the positions is in runs as an index stores them. */
function isOneIn(runs: readonly number[], places: ReadonlySet<number>): boolean {
  const isIn = (place: number): boolean =>
    runs.some((start, at) => at % 2 === 0 && place >= start && place < (runs[at + 1] ?? start));
  return [...places].some(isIn);
}

/** Whether a package's files import a name that its manifests do not require: installers do not install it with the package. */
function isUndeclared(name: string, entry: IndexedPackage, index: FingerprintIndex): boolean {
  return (
    filesByPackage(index)
      .get(entry)
      ?.some(({ imports }) => imports.includes(name)) ?? false
  );
}

function isOptionalIn(
  name: string,
  row: Package,
  { entry, index }: { entry: IndexedPackage; index: FingerprintIndex },
): boolean {
  const places = possiblePlaces(row, entry);
  const requirements = entry.dependencies.filter((each) => each.name === name && isOneIn(each.runs, places));
  return requirements.length > 0
    ? requirements.every(({ isOptional }) => isOptional)
    : isUndeclared(name, entry, index);
}

/**
 * Whether a package works without another one that its code imports. In all its candidate versions it requires that one as optional,
 * or not at all. A package that the index lacks needs it.
 */
export function isOptionalFor(name: string, row: Package, index: FingerprintIndex): boolean {
  const entries = index.packages.filter((each) => each.name === row.name);
  return entries.length > 0 && entries.every((entry) => isOptionalIn(name, row, { entry, index }));
}
