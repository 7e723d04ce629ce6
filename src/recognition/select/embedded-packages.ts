import {
  MIN_SHARE_OF_NEST,
  MIN_COVERAGE_OF_HOST,
  MIN_SHARE_HELD_BY_HOST,
  MAX_NESTING_LEVELS,
  MAX_SHARE_OF_ONE_FILE,
} from '../parameters/prebundled.js';
import type { FingerprintIndex, IndexedFile } from '../index/fingerprint-index.js';
import { MISSING_COST } from '../parameters/place.js';
import { fileScorer, weighFeatures } from '../place/file-scores.js';
import { groupsAmong } from './release-snapshots.js';
import { NO_SNAPSHOTS } from '../release-snapshots.js';
import { groupBy } from '../../model/index.js';
import type { Piece } from '../read/pieces.js';
import type { RecognisedText } from '../recognised-text.js';
import type { Segment } from '../segment.js';

/** A module with everything inside it: its own code and the modules in it. */
interface Nest {
  readonly start: number;
  readonly pieces: readonly Piece[];
}

/** Modules that contain other modules, outer ones first. */
function nestsOf({ modules, pieces }: RecognisedText): Nest[] {
  const nests: { readonly start: number; readonly end: number; readonly pieces: Piece[] }[] = [];
  let open: typeof nests = [];
  let next = 0;
  for (const piece of pieces) {
    for (; (modules[next]?.start ?? Infinity) <= piece.start; next += 1) {
      const { start = 0, end = 0 } = modules[next] ?? {};
      open = open.filter((each) => each.end > start);
      const nest = { start, end, pieces: [] };
      if (open.length >= MAX_NESTING_LEVELS) continue;
      open.push(nest);
      nests.push(nest);
    }
    open = open.filter(({ end }) => end > piece.start);
    for (const nest of open) nest.pieces.push(piece);
  }
  return nests.filter((nest) => nest.pieces.some(({ isWrapped, start }) => isWrapped && start > nest.start));
}

/** Share of the features' weight that a file has: 0 to 1. Only features count that every index keeps. */
function shareHeld(features: readonly number[], file: IndexedFile, { observed }: RecognisedText): number {
  const { index, groups, isAlwaysKept } = observed;
  const kept = features.filter((feature) => isAlwaysKept[feature]);
  const held = kept.filter((feature) => isHeldBy(groups[feature] ?? [], file, index));
  const all = weighFeatures(kept, observed);
  return all === 0 ? 0 : weighFeatures(held, observed) / all;
}

function isHeldBy(groups: ArrayLike<number>, { number }: IndexedFile, index: FingerprintIndex): boolean {
  for (let at = 0; at < groups.length; at += 1)
    if (index.groups.files[groups[at] ?? -1] === number) return true;
  return false;
}

/** The host of code in a published file that is in no index. */
export const UNKNOWN_HOST = '';

/**
 * Starts of modules that another bundler put into a published file, with the start of that file: they have keys, as in webpack's maps, inside
 * a module of this bundle. A module that holds half of all others is no published file: the application was bundled twice.
 */
function publishedModules({ modules }: RecognisedText): Map<number, number> {
  const found = new Map<number, number>();
  let file = 0;
  let outer = -Infinity;
  let inner: number[] = [];
  const close = (): void => {
    if (inner.length <= MAX_SHARE_OF_ONE_FILE * modules.length)
      for (const start of inner) found.set(start, file);
    inner = [];
  };
  for (const { start, end, key } of modules) {
    if (start >= outer) {
      close();
      file = start;
      outer = end;
    } else if (key !== undefined) inner.push(start);
  }
  close();
  return found;
}

/** Finds code that accepted packages embed in their own published files. */
class EmbeddedCode {
  readonly hosts = new Map<Segment, string>();
  private readonly recognised: RecognisedText;
  private readonly score;
  private readonly segmentAt: ReadonlyMap<number, Segment>;

  constructor(recognised: RecognisedText, names: ReadonlySet<string>) {
    const { observed, segments } = recognised;
    this.recognised = recognised;
    this.score = fileScorer(observed, groupsAmong(names, NO_SNAPSHOTS, observed.index));
    this.segmentAt = new Map(
      segments.flatMap((segment) => (segment.isWrapped ? [[segment.ranges[0]?.[0] ?? -1, segment]] : [])),
    );
  }

  /** The published file that a nest of modules is; null if it is none. */
  private fileOf(features: readonly number[]): IndexedFile | null {
    const { observed, usual } = this.recognised;
    const total = weighFeatures(features, observed);
    let best: number | null = null;
    let bestGain = 0;
    this.score(features, (file, guess) => {
      const weight = Math.min(guess, total);
      const whole = usual(file);
      if (weight < MIN_SHARE_OF_NEST * total || weight < MIN_COVERAGE_OF_HOST * whole) return;
      const gain = weight - MISSING_COST * Math.max(0, whole - weight);
      if (gain > bestGain) [best, bestGain] = [file, gain];
    });
    return observed.index.files[best ?? -1] ?? null;
  }

  look({ start: outer, pieces }: Nest): void {
    const segments = pieces.flatMap(({ start }) => (start > outer ? (this.segmentAt.get(start) ?? []) : []));
    const open = segments.filter((segment) => !this.hosts.has(segment));
    if (open.length === 0) return;
    const file = this.fileOf([...new Set(pieces.flatMap(({ features }) => features))]);
    if (!file) return;
    const { name } = file.package;
    // Modules of the package's other files here mean that the application's bundler nested them.
    if (segments.some((segment) => segment.file.package.name === name && segment.file !== file)) return;
    for (const [other, own] of groupBy(open, (segment) => [segment.file.package.name])) {
      const features = [...new Set(own.flatMap((segment) => segment.features))];
      if (other !== name && shareHeld(features, file, this.recognised) >= MIN_SHARE_HELD_BY_HOST)
        for (const segment of own) this.hosts.set(segment, name);
    }
  }

  /**
   * Gives modules of published files a host where no file of an index explains them together. A package of whose one file several modules
   * are parts is the host; else it is unknown.
   */
  lookAtParts(): void {
    const published = publishedModules(this.recognised);
    const fileOf = ({ ranges }: Segment): number | undefined =>
      ranges.flatMap(([start]) => published.get(start) ?? [])[0];
    const inFiles = [...this.segmentAt.values()].filter((segment) => fileOf(segment) !== undefined);
    for (const [, segments] of groupBy(inFiles, (segment) => [fileOf(segment)])) {
      const names = [...groupBy(segments, ({ file }) => [file])]
        .filter(
          ([, own]) => own.flatMap(({ ranges }) => ranges).filter(([at]) => published.has(at)).length > 1,
        )
        .map(([{ package: owner }]) => owner.name);
      const open = segments.filter(
        (each) => !this.hosts.has(each) && !names.includes(each.file.package.name),
      );
      for (const segment of open) this.hosts.set(segment, names[0] ?? UNKNOWN_HOST);
    }
  }
}

/**
 * Segments that a package embeds in its own published file → that package's name, or `UNKNOWN_HOST`. A bundler put whole modules into the file before it
 * was published. Modules that the application's bundler nests are of several files, and no published file has them all.
 * @param names names of the accepted packages.
 */
export function embeddedCode(
  recognised: RecognisedText,
  names: ReadonlySet<string>,
): ReadonlyMap<Segment, string> {
  const embedded = new EmbeddedCode(recognised, names);
  for (const nest of nestsOf(recognised)) embedded.look(nest);
  embedded.lookAtParts();
  return embedded.hosts;
}
