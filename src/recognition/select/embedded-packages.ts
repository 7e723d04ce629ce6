import {
  MIN_SHARE_OF_NEST,
  MIN_COVERAGE_OF_HOST,
  MIN_SHARE_HELD_BY_HOST,
  MAX_NESTING_LEVELS,
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

/** All that lies in a module: its own code, and modules inside it. */
interface Nest {
  readonly start: number;
  readonly pieces: readonly Piece[];
}

/** Modules with others inside, outer ones first. */
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
  return nests.filter((nest) => nest.pieces.some(({ isModule, start }) => isModule && start > nest.start));
}

/** What of some features' weight a file holds, by those that an index keeps of every package that has them: 0 to 1. */
function shareHeld(features: readonly number[], file: IndexedFile, { observed }: RecognisedText): number {
  const { index, groups, isAlwaysKept } = observed;
  const told = features.filter((feature) => isAlwaysKept[feature]);
  const held = told.filter((feature) => isHeldBy(groups[feature] ?? [], file, index));
  const all = weighFeatures(told, observed);
  return all === 0 ? 0 : weighFeatures(held, observed) / all;
}

function isHeldBy(groups: ArrayLike<number>, { number }: IndexedFile, index: FingerprintIndex): boolean {
  for (let at = 0; at < groups.length; at += 1)
    if (index.groups.files[groups[at] ?? -1] === number) return true;
  return false;
}

/** Finds what packages that are there brought inside their own published files. */
class BuiltIn {
  readonly hosts = new Map<Segment, string>();
  private readonly recognised: RecognisedText;
  private readonly score;
  private readonly segmentAt: ReadonlyMap<number, Segment>;

  constructor(recognised: RecognisedText, names: ReadonlySet<string>) {
    const { observed, segments } = recognised;
    this.recognised = recognised;
    this.score = fileScorer(observed, groupsAmong(names, NO_SNAPSHOTS, observed.index));
    this.segmentAt = new Map(
      segments.flatMap((segment) => (segment.isModule ? [[segment.ranges[0]?.[0] ?? -1, segment]] : [])),
    );
  }

  /** The published file that a part is, with all that lies in it; null when it is none. */
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
    // What stands there as the package's other files was put together by who bundled them.
    if (segments.some((segment) => segment.file.package.name === name && segment.file !== file)) return;
    for (const [other, own] of groupBy(open, (segment) => [segment.file.package.name])) {
      const features = [...new Set(own.flatMap((segment) => segment.features))];
      if (other !== name && shareHeld(features, file, this.recognised) >= MIN_SHARE_HELD_BY_HOST)
        for (const segment of own) this.hosts.set(segment, name);
    }
  }
}

/**
 * Code that a package brings inside its own published file, by segment: the name of that package. A bundler put whole modules into this
 * file before it was published. Modules that are put into one another when an application is bundled are of several files, and no file
 * has them all.
 * @param names of the packages that are there.
 */
export function embeddedCode(
  recognised: RecognisedText,
  names: ReadonlySet<string>,
): ReadonlyMap<Segment, string> {
  const builtIn = new BuiltIn(recognised, names);
  for (const nest of nestsOf(recognised)) builtIn.look(nest);
  return builtIn.hosts;
}
