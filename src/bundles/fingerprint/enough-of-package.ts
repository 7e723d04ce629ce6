import { posix } from 'node:path';
import type { IndexedFile, IndexedPackage } from '../../fingerprints/index.js';
import { filesByPackage } from './files-by-package.js';
import type { Recognised } from './recognise.js';
import type { RankedSegment } from './ranked-segment.js';

/**
 * Nobody takes a sliver of a package unless it is a collection of functions, of which then many are there: a sliver alone is
 * of another package that holds the same code. Files of one name are taken for builds of one source, see `sourceNameOf`.
 */
const LEAST_SHARE = 0.08;
const MANY_SEGMENTS = 6;
/** Or some whole files, of which little is missing, that say much. */
const SOME_SEGMENTS = 3;
const WHOLE = 0.8;
const MUCH_WEIGHT = 60;
/** Without what importers get, it takes more. Entries that only pass others on have hardly a feature. */
const SHARE_WITHOUT_ENTRY = 0.2;
const TINY_ENTRY = 6;
/** Entries for several module systems differ in weight. */
const SHARE_OF_ENTRY = 0.3;

/** A version that lacks the file of a segment is as far from it as can be. */
const LACKING = -1000;

/** Ordinal of the version of one package that its segments fit best. */
function likeliestOrdinal({ versions }: IndexedPackage, segments: readonly RankedSegment[]): number {
  const sums = versions.map((version) =>
    segments.reduce((sum, { likelihoods }) => sum + (likelihoods.get(version) ?? LACKING), 0),
  );
  return sums.indexOf(Math.max(...sums));
}

function sumOf(segments: readonly RankedSegment[]): number {
  return segments.reduce((sum, { segment }) => sum + segment.weight, 0);
}

/** Whether there are enough files for a collection of functions. */
function areMany(segments: readonly RankedSegment[]): boolean {
  if (segments.length >= MANY_SEGMENTS) return true;
  const whole = segments.filter(
    ({ segment, coverage }) => coverage >= WHOLE && segment.weight >= WHOLE * segment.total,
  );
  return whole.length >= SOME_SEGMENTS && sumOf(whole) >= MUCH_WEIGHT;
}

/** By what builds of one source are told from others: their name, of an index file also that of its folder. */
function sourceNameOf({ path }: IndexedFile): string {
  const name = posix.basename(path).replace(/\.\w+$/, '');
  return name === 'index' ? posix.join(posix.basename(posix.dirname(path)), name) : name;
}

/** Says of segments of one package how much of it they are. */
export interface EnoughTester {
  /** Whether they are so much that somebody took the package. */
  readonly isEnough: (segments: readonly RankedSegment[]) => boolean;
  /** Whether they are a good part of all of it, and not some functions of a collection. */
  readonly isGoodPart: (segments: readonly RankedSegment[]) => boolean;
}

export function enoughTester({
  observed: { index },
  weigh,
}: Pick<Recognised, 'observed' | 'weigh'>): EnoughTester {
  const files = filesByPackage(index);
  const isGoodPart: EnoughTester['isGoodPart'] = (segments) => {
    const owner = segments[0]?.segment.file.package;
    if (!owner) return false;
    const ordinal = likeliestOrdinal(owner, segments);
    const weightOf = (file: IndexedFile): number => weigh(file)[ordinal] ?? 0;
    const all = files.get(owner) ?? [];
    const found = new Set(segments.map(({ segment }) => segment.file));
    const entries = all.filter(({ isEntry }) => isEntry);
    const entry = Math.max(0, ...entries.map(weightOf));
    const foundEntry = Math.max(0, ...entries.filter((file) => found.has(file)).map(weightOf));
    const hasEntry = entry <= TINY_ENTRY || foundEntry >= SHARE_OF_ENTRY * entry;
    const builds = new Map<string, number>();
    for (const file of all) {
      const name = sourceNameOf(file);
      builds.set(name, Math.max(builds.get(name) ?? 0, weightOf(file)));
    }
    const whole = [...builds.values()].reduce((sum, weight) => sum + weight, 0);
    return sumOf(segments) >= (hasEntry ? LEAST_SHARE : SHARE_WITHOUT_ENTRY) * whole;
  };
  return { isGoodPart, isEnough: (segments) => areMany(segments) || isGoodPart(segments) };
}
