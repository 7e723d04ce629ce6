import {
  CERTAIN_WEIGHT,
  MAX_NOVEL_SHARE,
  MIN_COVERAGE_OF_CLEAR,
  MIN_SHARE_OF_CERTAIN,
  SELF_EVIDENT_WEIGHT,
} from '../parameters/copies.js';
import { GOOD_WEIGHT } from '../parameters/compose-rows.js';
import type { Confidence } from '../../model/index.js';
import { coverageOfFiles, shareOfFiles, weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/** What the confidence in a copy depends on, besides its own code. */
interface ConfidenceContext {
  readonly observed: Pick<ObservedText, 'isAlwaysKept' | 'isNovel'>;
  /** Names of packages that code of other located packages imports. */
  readonly imported: ReadonlySet<string>;
  /** The copy of each name with most code. Lighter ones may be forks, or parts of another package. */
  readonly heaviest: ReadonlyMap<string, RecognisedCopy>;
}

/** Share of the segments' features that no indexed package has, of those that an index always keeps: 0 to 1. */
function novelShareOf(
  segments: readonly RankedSegment[],
  { isAlwaysKept, isNovel }: ConfidenceContext['observed'],
): number {
  const kept = new Set(
    segments.flatMap(({ segment }) => segment.features.filter((feature) => isAlwaysKept[feature])),
  );
  const novel = [...kept].filter((feature) => isNovel[feature]).length;
  return kept.size === 0 ? 0 : novel / kept.size;
}

/**
 * Whether the code can hardly be another package's, which the index lacks: a fork, a package of the same making. Such code lacks parts
 * of the files, or has features that no indexed package has.
 */
function isClear({ name, segments }: RecognisedCopy, { observed, imported }: ConfidenceContext): boolean {
  const novel = novelShareOf(segments, observed);
  if (novel > MAX_NOVEL_SHARE || coverageOfFiles(segments) < MIN_COVERAGE_OF_CLEAR) return false;
  if (shareOfFiles(segments) < MIN_SHARE_OF_CERTAIN) return false;
  return novel === 0 || imported.has(name) || weightOfSegments(segments) >= SELF_EVIDENT_WEIGHT;
}

/**
 * The confidence in the name of a copy. An embedding package may have changed the code, so embedded copies are never "high", and of several
 * copies only the heaviest is.
 */
export function confidenceOf(copy: RecognisedCopy, context: ConfidenceContext): Confidence {
  const weight = weightOfSegments(copy.segments);
  const isAlone = copy.embeddedIn === undefined && context.heaviest.get(copy.name) === copy;
  const mayBeCertain = weight >= CERTAIN_WEIGHT && isAlone;
  if (mayBeCertain && isClear(copy, context)) return 'high';
  return weight >= GOOD_WEIGHT ? 'medium' : 'low';
}

/** The copy of each name with most code; embedded ones are left out. */
export function heaviestCopies(copies: readonly RecognisedCopy[]): Map<string, RecognisedCopy> {
  const found = new Map<string, RecognisedCopy>();
  for (const copy of copies.filter(({ embeddedIn }) => embeddedIn === undefined)) {
    const other = found.get(copy.name);
    if (!other || weightOfSegments(copy.segments) > weightOfSegments(other.segments))
      found.set(copy.name, copy);
  }
  return found;
}

/** Names that code of copies imports, other than their own. */
export function importedNames(copies: readonly RecognisedCopy[]): Set<string> {
  return new Set(
    copies.flatMap(({ name, segments }) =>
      segments.flatMap(({ segment }) => segment.file.imports.filter((each) => each !== name)),
    ),
  );
}
