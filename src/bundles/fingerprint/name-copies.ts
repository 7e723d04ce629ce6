import type { FingerprintIndex, IndexedPackage } from '../../fingerprints/index.js';
import { claimAt } from '../claims.js';
import type { Claim } from '../evidence.js';
import type { AcceptedPackage } from './accept-packages.js';
import { withBetween } from './between-versions.js';
import { plausibleVersions, sumLikelihoods } from './choose-versions.js';
import { enoughTester } from './enough-of-package.js';
import { groupBy } from './group-by.js';
import type { ObservedText } from './observed-text.js';
import type { Recognised } from './recognise.js';
import type { Likelihoods } from './rank-versions.js';
import { shareOfFiles, weightOfSegments, type RankedSegment } from './ranked-segment.js';
import type { Segment } from './segments.js';
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
  /** Name of the package that brings it inside its own published file; by itself it may be there besides. */
  readonly builtInto?: string;
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

/** Whether a copy may be of another package, a fork of the one that it is named for: what it asks for says little of others. */
export function isDoubtful({ segments, told }: NamedCopy): boolean {
  return !told && shareOfFiles(segments) < LEAST_SHARE;
}

function copyOf(name: string, segments: readonly RankedSegment[], observed: ObservedText): NamedCopy {
  const entries = entriesOf(observed.index, name);
  const tested = new Set(entries.flatMap(({ versions }) => versions));
  const telling = tellingOf(segments);
  const likelihoods = sumLikelihoods(
    telling.map((each) => each.likelihoods),
    tested,
  );
  const plausible = plausibleVersions(likelihoods);
  const possible = withBetween(plausible, { name, segments: telling, likelihoods, observed });
  const published = entries.flatMap((each) => each.published);
  const bracket = bracketOf({ published, tested, plausible: possible });
  return { name, segments, plausible, likelihoods, bracket };
}

/** The folder that stronger evidence says a segment is of; '' when it says nothing. */
function folderOf({ segment }: RankedSegment, claims: readonly Claim[]): string {
  const [start, end] = segment.ranges[0] ?? [0, 0];
  const owner = claimAt(claims, (start + end) >> 1)?.owner;
  return owner?.kind === 'package' ? owner.folder : '';
}

/** By what copies are told apart, beside their code. */
interface Beside {
  /** What stronger evidence says. */
  readonly claims: readonly Claim[];
  /** See `builtInCode`. */
  readonly hosts: ReadonlyMap<Segment, string>;
}

/** Tells the copies of an accepted package apart, as stronger evidence does where it does, and the versions of each. */
export function nameCopies(
  { name, segments }: AcceptedPackage,
  recognised: Recognised,
  { claims, hosts }: Beside,
): NamedCopy[] {
  const { observed } = recognised;
  const telling = { observed, tester: enoughTester(recognised) };
  const named = (copy: readonly RankedSegment[]): NamedCopy => copyOf(name, copy, observed);
  return [...groupBy(segments, (each) => [folderOf(each, claims)])].flatMap(([folder, own]) => {
    if (folder !== '') return [named(own)];
    return [...groupBy(own, ({ segment }) => [hosts.get(segment)])].flatMap(([builtInto, apart]) => {
      const copies = splitCopies(apart, telling).map(named);
      return builtInto === undefined ? copies : copies.map((copy) => ({ ...copy, builtInto }));
    });
  });
}
