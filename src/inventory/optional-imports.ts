import { claimAt } from '../evidence/index.js';
import { isOptionalFor, type FingerprintSource } from '../recognition/index.js';
import type { MissingImport } from '../extractors/index.js';
import { eachNameOnce, type Package, type UnresolvedImport } from '../model/index.js';

/** A range of a file's bytes and its package. */
interface Held {
  readonly start: number;
  readonly end: number;
  readonly row: Package;
}

/** Packages found in files, by file, in the order of their bytes. */
function heldByFile(packages: readonly Package[], paths: ReadonlySet<string>): Map<string, Held[]> {
  const held = new Map([...paths].map((path) => [path, [] as Held[]]));
  for (const row of packages)
    for (const { path, ranges = [] } of row.locations)
      for (const [start, end] of ranges) held.get(path)?.push({ start, end, row });
  for (const each of held.values()) each.sort((a, b) => a.start - b.start);
  return held;
}

/** The packages whose code imports something at these places; null if a place belongs to none. */
function importersAt(places: readonly number[], held: readonly Held[]): ReadonlySet<Package> | null {
  const importers = new Set<Package>();
  for (const place of places) {
    const found = claimAt(held, place);
    if (!found) return null;
    importers.add(found.row);
  }
  return importers;
}

/**
 * Imports of an artifact that it does not contain, each name once. An import counts as deliberately left out under
 * three conditions: only bundled packages have it, the code runs it only on demand or may fail, and all their published
 * versions require it as optional or not at all.
 * @param packages all packages that were found, with their places in bundles.
 */
export async function unresolvedIn(
  missing: readonly MissingImport[],
  packages: readonly Package[],
  fingerprints: FingerprintSource,
): Promise<UnresolvedImport[]> {
  const held = heldByFile(packages, new Set(missing.flatMap(({ deferred }) => deferred?.path ?? [])));
  const judged: UnresolvedImport[] = [];
  for (const { deferred, ...missingImport } of missing) {
    const importers = deferred && importersAt(deferred.places, held.get(deferred.path) ?? []);
    const index = importers ? await fingerprints() : null;
    const isOptional =
      index !== null && [...(importers ?? [])].every((row) => isOptionalFor(missingImport.name, row, index));
    const [importer] = isOptional ? (importers ?? []) : [];
    judged.push(importer ? { ...missingImport, by: 'optional', importer: importer.name } : missingImport);
  }
  return eachNameOnce(judged);
}
