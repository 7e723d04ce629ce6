import { weightOf, type IndexedPackage } from '../../fingerprints/index.js';
import { leastWeight } from './file-scores.js';
import type { Recognised } from './recognise.js';
import { rankSegment, type RankedSegment } from './ranked-segment.js';

/** A package that is believed to be in the bundle. */
export interface AcceptedPackage {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Features that hardly any other package has. */
  readonly rareFeatures: number;
}

/** A segment of hoisted statements must be explained so far, and have so much of its file. */
const LEAST_SHARE = 0.6;
const LEAST_COVERAGE = 0.15;
const LEAST_SEGMENT_WEIGHT = 3;
/** All of a package's segments together must weigh so much, with features that are rare. */
const LEAST_WEIGHT = 10;
const LEAST_RARE = 6;
/** Or less, when each segment is a whole file and nothing but it. */
const LEAST_WHOLE_WEIGHT = 3;
const LEAST_WHOLE_RARE = 2;
const WHOLE = 0.8;
/** Families that may share a feature that is rare. */
const RARE_FAMILIES = 4;
/** Without a file that importers get, so many others speak for a package. */
const MANY_SEGMENTS = 6;
/** Entries that only pass others on have hardly a feature. */
const TINY_ENTRY = 6;

function isSound({ segment, coverage }: RankedSegment): boolean {
  const { weight, total, isModule } = segment;
  return weight >= LEAST_SHARE * total && (isModule || coverage >= LEAST_COVERAGE);
}

function isWhole({ segment, coverage }: RankedSegment): boolean {
  return segment.weight >= WHOLE * segment.total && coverage >= WHOLE;
}

/** What the heaviest entry of each package weighs at least. */
function entryWeights({ observed, weigh }: Recognised): Map<IndexedPackage, number> {
  const weights = new Map<IndexedPackage, number>();
  const entries = new Set(observed.index.groups.flatMap(({ file }) => (file.isEntry ? [file] : [])));
  for (const entry of entries) {
    const weight = leastWeight(weigh(entry));
    if (weight > (weights.get(entry.package) ?? 0)) weights.set(entry.package, weight);
  }
  return weights;
}

/** Counts the features of a package among those of its segments that few families have. */
function countRare(segments: readonly RankedSegment[], { observed }: Recognised): number {
  const { index, weights, groups } = observed;
  const rare = weightOf(RARE_FAMILIES, index.families);
  const name = segments[0]?.segment.file.package.name;
  const isOwn = (group: number): boolean => index.groups[group]?.file.package.name === name;
  const features = new Set(segments.flatMap(({ segment }) => segment.features));
  return [...features].filter(
    (number) => (weights[number] ?? 0) >= rare && Array.prototype.some.call(groups[number] ?? [], isOwn),
  ).length;
}

/** The packages that the segments speak for with enough weight. */
export function acceptPackages(recognised: Recognised): AcceptedPackage[] {
  const byName = new Map<string, RankedSegment[]>();
  for (const segment of recognised.segments) {
    if (segment.weight < LEAST_SEGMENT_WEIGHT) continue;
    const ranked = rankSegment(segment, recognised.observed, recognised.weigh);
    if (!isSound(ranked)) continue;
    const { name } = segment.file.package;
    const known = byName.get(name);
    if (known) known.push(ranked);
    else byName.set(name, [ranked]);
  }
  const entries = entryWeights(recognised);
  // An entry among the segments, or one too small to be recognised.
  const hasEntry = ({ segment: { file } }: RankedSegment): boolean =>
    file.isEntry || (entries.get(file.package) ?? 0) <= TINY_ENTRY;
  return [...byName].flatMap(([name, segments]): AcceptedPackage[] => {
    if (segments.length < MANY_SEGMENTS && !segments.some(hasEntry)) return [];
    const weight = segments.reduce((sum, { segment }) => sum + segment.weight, 0);
    const rareFeatures = countRare(segments, recognised);
    const [atLeast, leastRare] = segments.every(isWhole)
      ? [LEAST_WHOLE_WEIGHT, LEAST_WHOLE_RARE]
      : [LEAST_WEIGHT, LEAST_RARE];
    return weight >= atLeast && rareFeatures >= leastRare ? [{ name, segments, rareFeatures }] : [];
  });
}
