import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { plausibleAmong } from './choose-versions.js';
import { filesByPackage } from '../index/files-by-package.js';
import type { RankedSegment } from '../ranked-segment.js';

/**
 * Names that a segment's file imports in any of the plausible versions, or in the likeliest indexed versions if the index has none of
 * those.
 */
export function importsOfSegment(
  { segment: { file }, holders, likelihoods }: RankedSegment,
  plausible: readonly string[],
  index: FingerprintIndex,
): readonly string[] {
  const held = plausible.filter((version) => holders.has(version));
  const having = new Set(held.length > 0 ? held : plausibleAmong([likelihoods]));
  if (having.size === 0) return file.imports;
  const { sets, someImport, versions } = file.package;
  const [first] = filesByPackage(index).get(file.package) ?? [];
  const place = file.number - (first?.number ?? 0);
  const isImporting = (ordinal: number): boolean => having.has(versions[ordinal] ?? '');
  const others = someImport.filter((each) => each.file === place && !sets[each.set]?.some(isImporting));
  const gone = new Set(others.map(({ name }) => name));
  return file.imports.filter((name) => !gone.has(name));
}
