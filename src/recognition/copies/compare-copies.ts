import {
  MIN_LOSS_WITHOUT_FILE,
  MIN_GAIN_APART,
  MIN_GAIN_RATIO_APART,
  MIN_SHARE_OF_OTHER_FILES,
} from '../parameters/copies.js';
import compare from 'semver/functions/compare.js';
import type { Likelihoods } from '../ranked-segment.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';

/** The loss of each of some versions against a segment's best version. */
function lossesOf(likelihoods: Likelihoods, versions: readonly string[]): readonly number[] {
  const values = [...likelihoods.values()];
  const best = Math.max(...values);
  const lacking = Math.min(best - MIN_LOSS_WITHOUT_FILE, ...values);
  return versions.map((version) => best - (likelihoods.get(version) ?? lacking));
}

/**
 * Measures how much better two versions explain segments than one. A copy can be one file, so the loss of a segment is not limited
 * here, unlike in `sumLikelihoods`.
 */
export interface PairMeter {
  readonly gainOf: (pair: readonly [string, string]) => number;
  /**
   * Whether two versions are no neighbours and explain much more than any neighbours do. A version that is not indexed looks like
   * both of its indexed neighbours; two versions that are apart are two copies.
   */
  readonly areApart: (pair: readonly [string, string]) => boolean;
}

/** Compares all indexed versions, also those without any of the segments' files. */
export function pairMeter(segments: readonly RankedSegment[]): PairMeter {
  const owners = new Set(segments.map(({ segment }) => segment.file.package));
  const versions = [...new Set([...owners].flatMap((owner) => owner.versions))].sort(compare);
  const places = new Map(versions.map((version, at) => [version, at]));
  const losses = segments.map(({ likelihoods }) => lossesOf(likelihoods, versions));
  const lossOf = (one: number, other: number): number =>
    losses.reduce((sum, each) => sum + Math.min(each[one] ?? 0, each[other] ?? 0), 0);
  const alone = Math.min(...versions.map((_version, at) => lossOf(at, at)));
  const nearest = Math.max(0, ...versions.slice(1).map((_version, at) => alone - lossOf(at, at + 1)));
  const placesOf = ([one, other]: readonly [string, string]): [number, number] => [
    places.get(one) ?? -1,
    places.get(other) ?? -1,
  ];
  const gainOf: PairMeter['gainOf'] = (pair) => alone - lossOf(...placesOf(pair));
  return {
    gainOf,
    areApart: (pair) => {
      const [one, other] = placesOf(pair);
      return (
        Math.abs(one - other) > 1 && gainOf(pair) >= Math.max(MIN_GAIN_APART, MIN_GAIN_RATIO_APART * nearest)
      );
    },
  };
}

/** Whether each part is mostly in files that the other part's version lacks. */
export function haveOtherFiles(
  sides: readonly (readonly RankedSegment[])[],
  versions: readonly string[],
): boolean {
  return sides.every((side, at) => {
    const other = versions[1 - at] ?? '';
    const lacking = side.filter(({ holders }) => !holders.has(other));
    return weightOfSegments(lacking) >= MIN_SHARE_OF_OTHER_FILES * weightOfSegments(side);
  });
}
