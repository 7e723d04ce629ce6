import { CLEAR_SHARE, MIN_COVERAGE_OF_CLEAR, MIN_SHARE_OF_CLEAR_SEGMENTS } from '../parameters/copies.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import { claimAt, type Claim } from '../../evidence/index.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { widenCandidates } from '../likelihood/widen-candidates.js';
import { plausibleVersions, sumLikelihoods } from '../likelihood/choose-versions.js';
import { packageCoverage } from '../select/package-coverage.js';
import { groupBy } from '../../model/index.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RecognisedText } from '../recognised-text.js';
import { coverageOfFiles, shareOfFiles, weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';
import type { Segment } from '../segment.js';
import { splitCopies } from './split-copies.js';
import { candidateVersions } from '../likelihood/candidate-versions.js';

/** A package's entries in joined indexes. */
function entriesOf(index: FingerprintIndex, name: string): IndexedPackage[] {
  return index.packages.filter((each) => each.name === name);
}

/** The segments that decide the version. A segment that is hardly explained may be another package's, which the index lacks. */
function clearSegmentsOf(segments: readonly RankedSegment[]): readonly RankedSegment[] {
  const sound = segments.filter(({ segment: { weight, total } }) => weight >= CLEAR_SHARE * total);
  return weightOfSegments(sound) >= MIN_SHARE_OF_CLEAR_SEGMENTS * weightOfSegments(segments)
    ? sound
    : segments;
}

/**
 * Whether a copy may be a fork of the package that it is named for: its requirements then prove little. Files do not explain it, or it lacks
 * parts of files of which bundlers leave out nothing.
 */
export function isDoubtful({ segments, evidenced }: RecognisedCopy): boolean {
  if (evidenced) return false;
  return shareOfFiles(segments) < CLEAR_SHARE || coverageOfFiles(segments) < MIN_COVERAGE_OF_CLEAR;
}

function copyOf(name: string, segments: readonly RankedSegment[], observed: ObservedText): RecognisedCopy {
  const entries = entriesOf(observed.index, name);
  const tested = new Set(entries.flatMap(({ versions }) => versions));
  const telling = clearSegmentsOf(segments);
  const likelihoods = sumLikelihoods(
    telling.map((each) => each.likelihoods),
    tested,
  );
  const plausible = plausibleVersions(likelihoods);
  const possible = widenCandidates(plausible, { name, segments: telling, likelihoods, observed });
  const published = entries.flatMap((each) => each.published);
  const candidates = candidateVersions({ published, tested, plausible: possible });
  return { name, segments, plausible, likelihoods, candidateVersions: candidates };
}

/** The folder that stronger evidence names for a segment; '' if it names none. */
function folderOf({ segment }: RankedSegment, claims: readonly Claim[]): string {
  const [start, end] = segment.ranges[0] ?? [0, 0];
  const owner = claimAt(claims, (start + end) >> 1)?.owner;
  return owner?.kind === 'package' ? owner.folder : '';
}

/** What distinguishes copies besides their code. */
interface CopyContext {
  /** Claims of stronger evidence. */
  readonly claims: readonly Claim[];
  /** See `embeddedCode`. */
  readonly hosts: ReadonlyMap<Segment, string>;
}

/** Splits an accepted package into copies, by stronger evidence where there is some, and finds the candidate versions of each. */
export function nameCopies(
  { name, segments }: AcceptedPackage,
  recognised: RecognisedText,
  { claims, hosts }: CopyContext,
): RecognisedCopy[] {
  const { observed } = recognised;
  const telling = { observed, coverage: packageCoverage(recognised) };
  const named = (copy: readonly RankedSegment[]): RecognisedCopy => copyOf(name, copy, observed);
  return [...groupBy(segments, (each) => [folderOf(each, claims)])].flatMap(([folder, own]) => {
    if (folder !== '') return [named(own)];
    return [...groupBy(own, ({ segment }) => [hosts.get(segment)])].flatMap(([embeddedIn, apart]) => {
      const copies = splitCopies(apart, telling).map(named);
      return embeddedIn === undefined ? copies : copies.map((copy) => ({ ...copy, embeddedIn }));
    });
  });
}
