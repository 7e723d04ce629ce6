import {
  MIN_SHARE_OF_PACKAGE,
  MANY_SEGMENTS,
  MIN_WHOLE_FILES,
  WHOLE_FILE,
  MIN_WEIGHT_OF_WHOLE_FILES,
  LARGE_WEIGHT,
  LARGE_SHARE,
  MIN_SHARE_WITHOUT_ENTRY,
  TINY_ENTRY_WEIGHT,
  MIN_SHARE_OF_ENTRY,
  MIN_SHAPE_SHARE_OF_CODE,
  LACKING_FILE_LIKELIHOOD,
} from '../parameters/select.js';
import { posix } from 'node:path';
import type { IndexedFile, IndexedPackage } from '../index/fingerprint-index.js';
import { filesByPackage } from '../index/files-by-package.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RecognisedText } from '../recognised-text.js';
import { shareExplained, weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';

/** Ordinal of the version that segments of one package fit best. */
function likeliestOrdinal({ versions }: IndexedPackage, segments: readonly RankedSegment[]): number {
  const sums = versions.map((version) =>
    segments.reduce((sum, { likelihoods }) => sum + (likelihoods.get(version) ?? LACKING_FILE_LIKELIHOOD), 0),
  );
  return sums.indexOf(Math.max(...sums));
}

/** The segments with code. Many packages copy the same tables of data, so a table proves no package. */
function withoutTables(segments: readonly RankedSegment[], { isShape }: ObservedText): RankedSegment[] {
  return segments.filter(({ segment: { features } }) => {
    const shapes = features.filter((feature) => isShape[feature]).length;
    return shapes >= MIN_SHAPE_SHARE_OF_CODE * features.length;
  });
}

/** Whether segments are so much code that nobody copied it. */
export function isLarge(segments: readonly RankedSegment[]): boolean {
  return weightOfSegments(segments) >= LARGE_WEIGHT && shareExplained(segments) >= LARGE_SHARE;
}

/** Whether segments prove even a collection of functions, of which a bundle has a small share: they are many, large or whole files. */
function areMany(segments: readonly RankedSegment[], observed: ObservedText): boolean {
  const code = withoutTables(segments, observed);
  if (segments.length >= MANY_SEGMENTS || isLarge(code)) return true;
  const whole = code.filter(
    ({ segment, coverage }) => coverage >= WHOLE_FILE && segment.weight >= WHOLE_FILE * segment.total,
  );
  return whole.length >= MIN_WHOLE_FILES && weightOfSegments(whole) >= MIN_WEIGHT_OF_WHOLE_FILES;
}

/** A name that builds of one source share: the file's name, and for an index file the folder's name, too. */
function sourceNameOf({ path }: IndexedFile): string {
  const name = posix.basename(path).replace(/\.\w+$/, '');
  return name === 'index' ? posix.join(posix.basename(posix.dirname(path)), name) : name;
}

/** Whether most of the code comes from ECMAScript modules. */
function areMostlyEsModules(segments: readonly RankedSegment[]): boolean {
  const modules = segments.filter(({ segment: { file } }) => file.isEsModule);
  return 2 * weightOfSegments(modules) > weightOfSegments(segments);
}

/** A package's ECMAScript modules, or its other files, if an entry is among them; else all files. */
function filesOfForm(files: readonly IndexedFile[], areEsModules: boolean): readonly IndexedFile[] {
  const ofForm = files.filter(({ isEsModule }) => isEsModule === areEsModules);
  return ofForm.some(({ isEntry }) => isEntry) ? ofForm : files;
}

/** Weights of one version of a package. Builds of one source count once. */
interface Measure {
  readonly whole: number;
  /** The weight of the heaviest entry. */
  readonly entry: number;
  readonly entries: ReadonlyMap<IndexedFile, number>;
}

/** Whether segments hold an entry of a version, unless its entries only re-export other files. */
function hasEntry(segments: readonly RankedSegment[], { entry, entries }: Measure): boolean {
  const found = segments.map(({ segment }) => entries.get(segment.file) ?? 0);
  return entry <= TINY_ENTRY_WEIGHT || Math.max(0, ...found) >= MIN_SHARE_OF_ENTRY * entry;
}

/** Measures how much of a package its segments are. */
export interface PackageCoverage {
  /** Whether they are so much that the package itself is there, and not a copy of some code. */
  readonly isEnough: (segments: readonly RankedSegment[]) => boolean;
  /** Whether they are a good part of the package, not a few functions of a collection. */
  readonly isGoodPart: (segments: readonly RankedSegment[]) => boolean;
  /** Share of a version's weight, 0 to 1; 0 without an entry. */
  readonly shareOf: (segments: readonly RankedSegment[], version: string) => number;
}

export function packageCoverage({
  observed,
  weigh,
}: Pick<RecognisedText, 'observed' | 'weigh'>): PackageCoverage {
  const files = filesByPackage(observed.index);
  const measured = new Map<IndexedPackage, Map<string, Measure>>();
  const weighVersion = (owner: IndexedPackage, ordinal: number, form: boolean): Measure => {
    const all = filesOfForm(files.get(owner) ?? [], form);
    const weightOf = (file: IndexedFile): number => weigh(file)[ordinal] ?? 0;
    const builds = new Map<string, number>();
    for (const file of all) {
      const name = sourceNameOf(file);
      builds.set(name, Math.max(builds.get(name) ?? 0, weightOf(file)));
    }
    const entries = new Map(all.flatMap((file) => (file.isEntry ? [[file, weightOf(file)] as const] : [])));
    const whole = [...builds.values()].reduce((sum, weight) => sum + weight, 0);
    return { whole, entry: Math.max(0, ...entries.values()), entries };
  };
  // Kept: each way to split copies measures the same versions.
  const measure = (segments: readonly RankedSegment[], owner: IndexedPackage, ordinal: number): Measure => {
    const known = measured.get(owner) ?? new Map<string, Measure>();
    measured.set(owner, known);
    const form = areMostlyEsModules(segments);
    const key = `${form} ${ordinal}`;
    const found = known.get(key) ?? weighVersion(owner, ordinal, form);
    known.set(key, found);
    return found;
  };
  const isGoodPart: PackageCoverage['isGoodPart'] = (segments) => {
    const owner = segments[0]?.segment.file.package;
    if (!owner) return false;
    const version = measure(segments, owner, likeliestOrdinal(owner, segments));
    if (hasEntry(segments, version))
      return weightOfSegments(segments) >= MIN_SHARE_OF_PACKAGE * version.whole;
    return weightOfSegments(withoutTables(segments, observed)) >= MIN_SHARE_WITHOUT_ENTRY * version.whole;
  };
  const shareOf: PackageCoverage['shareOf'] = (segments, version) => {
    const owner = segments[0]?.segment.file.package;
    if (!owner) return 0;
    const all = measure(segments, owner, owner.versions.indexOf(version));
    const held = segments.filter(({ holders }) => holders.has(version));
    if (!hasEntry(held, all)) return 0;
    return Math.min(1, weightOfSegments(held) / Math.max(1, all.whole));
  };
  return { isGoodPart, shareOf, isEnough: (segments) => areMany(segments, observed) || isGoodPart(segments) };
}
