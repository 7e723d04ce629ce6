import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import type { Package } from '../../model/index.js';
import { filesByPackage } from '../index/files-by-package.js';

/** Places in `published` of what a row can be; of all versions where the index knows none of them. */
function possiblePlaces(
  { version, candidates }: Package,
  { published }: IndexedPackage,
): ReadonlySet<number> {
  const told = new Set(version === null ? candidates : [version]);
  const places = [...published.keys()];
  const possible = places.filter((place) => told.has(published[place] ?? ''));
  return new Set(possible.length > 0 ? possible : places);
}

/** Whether some of the places are in runs, as an index has these. */
function isOneIn(runs: readonly number[], places: ReadonlySet<number>): boolean {
  const isIn = (place: number): boolean =>
    runs.some((start, at) => at % 2 === 0 && place >= start && place < (runs[at + 1] ?? start));
  return [...places].some(isIn);
}

/** Whether a package's files import a name that its manifests do not have: installers bring it to nobody who uses the package. */
function isBeside(name: string, entry: IndexedPackage, index: FingerprintIndex): boolean {
  return (
    filesByPackage(index)
      .get(entry)
      ?.some(({ imports }) => imports.includes(name)) ?? false
  );
}

function answerOf(
  name: string,
  row: Package,
  { entry, index }: { entry: IndexedPackage; index: FingerprintIndex },
): boolean {
  const places = possiblePlaces(row, entry);
  const asks = entry.dependencies.filter((each) => each.name === name && isOneIn(each.runs, places));
  return asks.length > 0 ? asks.every(({ isOptional }) => isOptional) : isBeside(name, entry, index);
}

/**
 * Whether a package can do without another one that its code imports, by all versions that it can be of: it asks for it as optional, or does
 * not ask for it at all. What no index knows needs it.
 */
export function isOptionalFor(name: string, row: Package, index: FingerprintIndex): boolean {
  const entries = index.packages.filter((each) => each.name === row.name);
  return entries.length > 0 && entries.every((entry) => answerOf(name, row, { entry, index }));
}
