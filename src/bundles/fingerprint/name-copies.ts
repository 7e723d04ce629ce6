import type { FingerprintIndex, IndexedPackage } from '../../fingerprints/index.js';
import { claimAt } from '../claims.js';
import type { Claim } from '../evidence.js';
import type { AcceptedPackage } from './accept-packages.js';
import { plausibleVersions, sumLikelihoods } from './choose-versions.js';
import { enoughTester } from './enough-of-package.js';
import type { Recognised } from './recognise.js';
import type { Likelihoods } from './rank-versions.js';
import { weightOfSegments, type RankedSegment } from './ranked-segment.js';
import { splitCopies } from './split-copies.js';
import { bracketOf } from '../version-bracket.js';
import type { ToldCopy } from './told-copies.js';

/** One copy of a package in a bundle. */
export interface NamedCopy {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Indexed versions that it fits, likeliest first. */
  readonly plausible: readonly string[];
  /** Log-likelihoods of indexed versions, by its code; none where that was not compared. */
  readonly likelihoods?: Likelihoods;
  /** Published versions that it can be of, ascending. */
  readonly bracket: readonly string[];
  /** What evidence beside the code says of it. */
  readonly told?: ToldCopy;
  /** How its versions are known, when not by its code alone. */
  readonly note?: string;
  /** Whether something states them: what others ask for only chooses among them. */
  readonly isStated?: true;
  /** Whether they follow from others whose own versions are not certain. */
  readonly isInferred?: true;
}

/** All that several indexes know of a package. */
function entriesOf(index: FingerprintIndex, name: string): IndexedPackage[] {
  return index.packages.filter((each) => each.name === name);
}

/** Segments that are explained so far say of which version they are, where these are most of a copy. */
const LEAST_SHARE = 0.9;
const MOST = 0.5;

/** The segments that versions are told by: one that is hardly explained may be another package's, which the index does not hold. */
function tellingOf(segments: readonly RankedSegment[]): readonly RankedSegment[] {
  const sound = segments.filter(({ segment: { weight, total } }) => weight >= LEAST_SHARE * total);
  return weightOfSegments(sound) >= MOST * weightOfSegments(segments) ? sound : segments;
}

function copyOf(
  name: string,
  segments: readonly RankedSegment[],
  entries: readonly IndexedPackage[],
): NamedCopy {
  const tested = new Set(entries.flatMap(({ versions }) => versions));
  const sums = sumLikelihoods(
    tellingOf(segments).map(({ likelihoods }) => likelihoods),
    tested,
  );
  const plausible = plausibleVersions(sums);
  const published = entries.flatMap((each) => each.published);
  const bracket = bracketOf({ published, tested, plausible: new Set(plausible) });
  return { name, segments, plausible, likelihoods: sums, bracket };
}

/** Segments by the folder that stronger evidence says they are of; '' for those of which it says nothing. */
function byFolder(
  segments: readonly RankedSegment[],
  claims: readonly Claim[],
): Map<string, RankedSegment[]> {
  const groups = new Map<string, RankedSegment[]>();
  for (const each of segments) {
    const [start, end] = each.segment.ranges[0] ?? [0, 0];
    const owner = claimAt(claims, (start + end) >> 1)?.owner;
    const folder = owner?.kind === 'package' ? owner.folder : '';
    groups.set(folder, [...(groups.get(folder) ?? []), each]);
  }
  return groups;
}

/** Tells the copies of an accepted package apart, as stronger evidence does where it does, and the versions of each. */
export function nameCopies(
  { name, segments }: AcceptedPackage,
  recognised: Recognised,
  claims: readonly Claim[],
): NamedCopy[] {
  const { observed } = recognised;
  const entries = entriesOf(observed.index, name);
  const telling = { observed, tester: enoughTester(recognised) };
  return [...byFolder(segments, claims)]
    .flatMap(([folder, own]) => (folder === '' ? splitCopies(own, telling) : [own]))
    .map((copy) => copyOf(name, copy, entries));
}
