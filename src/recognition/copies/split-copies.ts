import {
  MIN_GAIN_OF_TWO,
  MIN_MARGIN_OF_EACH,
  MIN_SHARED_CODE,
  MIN_DOUBLED_SHARE,
  MIN_SHARE_OF_HEAVIEST,
  MIN_EXPLAINED_OF_COPY,
  MORE_THAN_ONE_WHOLE,
  MAX_SPLITS_TRIED,
  MAX_PARTS_JOINED,
} from '../parameters/copies.js';
import { haveOtherFiles, pairMeter, type PairMeter } from './compare-copies.js';
import { sumAmong, sumLikelihoods } from '../likelihood/choose-versions.js';
import { isLarge, type PackageCoverage } from '../select/package-coverage.js';
import type { ObservedText } from '../read/observed-text.js';
import { sharedShare } from '../select/shared-share.js';
import { doubledShare, isOneEntry, nearestOf, splitTwins } from './split-twins.js';
import { areTwoWholes, wholeShare } from './whole-copies.js';
import { shareExplained, weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';

type Sides = readonly [readonly RankedSegment[], readonly RankedSegment[]];

/**
 * Parts segments by the version that explains them better. Segments that both explain equally, such as unchanged files, go with their
 * neighbours: bundlers write the files of a copy near each other.
 */
function divide(segments: readonly RankedSegment[], [one, other]: readonly [string, string]): Sides {
  const leanOf = ({ likelihoods }: RankedSegment): number => {
    const [first, second] = [likelihoods.get(one) ?? -Infinity, likelihoods.get(other) ?? -Infinity];
    return first === second ? 0 : first - second;
  };
  const neighbourOf = nearestOf(segments.filter((segment) => leanOf(segment) !== 0));
  const isFirst = (segment: RankedSegment): boolean =>
    leanOf(leanOf(segment) === 0 ? (neighbourOf(segment) ?? segment) : segment) >= 0;
  return [segments.filter(isFirst), segments.filter((segment) => !isFirst(segment))];
}

function sumOf(segments: readonly RankedSegment[], version: string): number {
  return sumLikelihoods(
    segments.map(({ likelihoods }) => likelihoods),
    [version],
  ).get(version) as number;
}

interface Split {
  readonly versions: readonly [string, string];
  readonly sides: Sides;
  /** Log-likelihood gained over one version: with the loss of each segment limited, and without the limit. */
  readonly gain: number;
  readonly fullGain: number;
}

/** How two versions split the segments; null if they do not differ enough for two copies. */
function splitBy(
  segments: readonly RankedSegment[],
  [one, other]: readonly [string, string],
  { alone, gainOf }: { readonly alone: number } & PairMeter,
): Split | null {
  const sides = divide(segments, [one, other]);
  const [first, second] = sides;
  const margin = Math.min(sumOf(first, one) - sumOf(first, other), sumOf(second, other) - sumOf(second, one));
  const gain = sumOf(first, one) + sumOf(second, other) - alone;
  return margin < MIN_MARGIN_OF_EACH || gain < MIN_GAIN_OF_TWO
    ? null
    : { versions: [one, other], sides, gain, fullGain: gainOf([one, other]) };
}

/** The version that explains segments best if they are one copy. */
interface Best {
  readonly version: string;
  readonly value: number;
}

function bestOf(sums: ReadonlyMap<string, number>): Best {
  let best: Best = { version: '', value: -Infinity };
  for (const [version, value] of sums) if (value > best.value) best = { version, value };
  return best;
}

/** All splits that gain enough, the best first. */
function splitsOf(
  segments: readonly RankedSegment[],
  sums: ReadonlyMap<string, number>,
  meter: PairMeter,
): Split[] {
  const versions = [...sums.keys()];
  const alone = bestOf(sums).value;
  const pairs = versions.flatMap((one, at) =>
    versions.slice(at + 1).map((other): [string, string] => [one, other]),
  );
  return pairs
    .flatMap((pair) => splitBy(segments, pair, { alone, ...meter }) ?? [])
    .sort((a, b) => b.fullGain - a.fullGain || b.gain - a.gain);
}

/** What decides whether segments are of several copies. */
interface SplitContext {
  readonly observed: ObservedText;
  readonly coverage: PackageCoverage;
}

/** Segments as one copy. */
interface Copy {
  readonly version: string;
  readonly observed: ObservedText;
}

/** Whether each part is one entry file that the other part's version lacks. */
function areTwoEntries({ versions: [one, other], sides: [first, second] }: Split): boolean {
  const lacks = (segments: readonly RankedSegment[], version: string): boolean =>
    segments.every(({ holders }) => !holders.has(version));
  return isOneEntry(first) && isOneEntry(second) && lacks(first, other) && lacks(second, one);
}

/** Whether two parts repeat each other, by their code, their files, or their one entry file. */
function isTwice(split: Split, copy: Copy): boolean {
  const [one, other] = split.sides;
  return (
    doubledShare(one, other) >= MIN_DOUBLED_SHARE ||
    sharedShare(one, other, copy) >= MIN_SHARED_CODE ||
    areTwoEntries(split)
  );
}

/** Whether no version that is not indexed can look like both parts: each is a whole package, or their versions are apart. */
function areDistinct(
  { sides, versions }: Split,
  { observed }: Copy,
  { coverage, meter }: { readonly coverage: PackageCoverage; readonly meter: PairMeter },
): boolean {
  const weights = sides.map(weightOfSegments);
  if (Math.min(...weights) < MIN_SHARE_OF_HEAVIEST * Math.max(...weights)) return false;
  const shares = sides.map((side, at) =>
    wholeShare(side, { version: versions[at] ?? '', observed }, coverage),
  );
  if (areTwoWholes(shares)) return true;
  const areOther =
    haveOtherFiles(sides, versions) || shares.reduce((sum, share) => sum + share, 0) >= MORE_THAN_ONE_WHOLE;
  return areOther && meter.areApart(versions);
}

/**
 * Whether each part can be a copy: enough of the package, explained well, and not a few functions beside most of it.
 * @param isWholeFile whether a lighter part is much code of a file that is there twice.
 */
function areCopies(
  sides: readonly (readonly RankedSegment[])[],
  { isEnough, isGoodPart }: PackageCoverage,
  isWholeFile: (side: readonly RankedSegment[]) => boolean = () => false,
): boolean {
  const weights = sides.map(weightOfSegments);
  const least = MIN_SHARE_OF_HEAVIEST * Math.max(...weights);
  return sides.every(
    (side, at) =>
      isEnough(side) &&
      ((weights[at] ?? 0) >= least || isGoodPart(side) || isWholeFile(side)) &&
      shareExplained(side) >= MIN_EXPLAINED_OF_COPY,
  );
}

function sumsOf(segments: readonly RankedSegment[]): Map<string, number> {
  return sumAmong(segments.map(({ likelihoods }) => likelihoods));
}

/** Whether two parts are one copy: no whole file is there twice, and one version explains both about as well as two do. */
function areOne(one: readonly RankedSegment[], other: readonly RankedSegment[]): boolean {
  if (doubledShare(one, other) > 0) return false;
  const together = bestOf(sumsOf([...one, ...other])).value;
  return bestOf(sumsOf(one)).value + bestOf(sumsOf(other)).value - together < MIN_GAIN_OF_TWO;
}

/** Joins parts that were split by position only: files of a copy need not be neighbours. */
function joinParts(parts: readonly (readonly RankedSegment[])[]): (readonly RankedSegment[])[] {
  const joined: (readonly RankedSegment[])[] = [];
  for (const part of parts) {
    const at = joined.findIndex((each) => areOne(each, part));
    if (at < 0) joined.push(part);
    else joined[at] = [...(joined[at] ?? []), ...part];
  }
  return joined;
}

function partCopies(
  segments: readonly RankedSegment[],
  context: SplitContext,
): readonly (readonly RankedSegment[])[] {
  if (segments.length < 2) return [segments];
  const { observed, coverage } = context;
  const sums = sumsOf(segments);
  const copy = { version: bestOf(sums).version, observed };
  const twins = splitTwins(segments, copy, (parts) => areCopies(parts, coverage, isLarge));
  const meter = pairMeter(segments);
  const sides =
    twins.length > 1
      ? twins
      : splitsOf(segments, sums, meter)
          .slice(0, MAX_SPLITS_TRIED)
          .find(
            (split) =>
              areCopies(split.sides, coverage) &&
              (isTwice(split, copy) || areDistinct(split, copy, { coverage, meter })),
          )?.sides;
  return sides ? sides.flatMap((side) => partCopies(side, context)) : [segments];
}

/**
 * Splits the segments of a package into copies: if files are there more than once, or if two versions explain the segments much
 * better than one and have code in common.
 */
export function splitCopies(
  segments: readonly RankedSegment[],
  context: SplitContext,
): readonly (readonly RankedSegment[])[] {
  const parts = partCopies(segments, context);
  return parts.length > 2 && parts.length <= MAX_PARTS_JOINED ? joinParts(parts) : parts;
}
