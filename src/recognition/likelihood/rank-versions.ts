import {
  STRAY_PROBABILITY,
  MIN_RETENTION,
  MAX_RETENTION,
  MIN_SHARE_OF_BEST_FILE,
} from '../parameters/likelihood.js';
import type { Likelihoods } from '../ranked-segment.js';
import {
  fileOfGroup,
  versionsOfGroup,
  type FingerprintIndex,
  type IndexedFile,
} from '../index/fingerprint-index.js';
import type { ObservedText } from '../read/observed-text.js';
import type { Segment } from '../segment.js';

interface Hits {
  atoms: number;
  shapes: number;
}

/** The features of a segment that its package has, too. */
export interface OwnFeatures {
  /** For each group of the package's files, how many of its features are in the segment. */
  readonly hits: ReadonlyMap<number, Hits>;
  /** Numbers of the features that any of its files has in any version. */
  readonly features: readonly number[];
}

/** Finds the features of a segment that any file of its package has. */
export function ownFeaturesOf(
  segment: Segment,
  { index, owners, groups, isShape }: ObservedText,
): OwnFeatures {
  const fileOf = index.groups.files;
  const owner = owners[segment.file.number];
  const hits = new Map<number, Hits>();
  const features: number[] = [];
  for (const number of segment.features) {
    const holders = groups[number] ?? [];
    for (let at = 0; at < holders.length; at += 1) {
      const group = holders[at] ?? -1;
      if (owners[fileOf[group] ?? -1] !== owner) continue;
      if (features.at(-1) !== number) features.push(number);
      const known = hits.get(group) ?? { atoms: 0, shapes: 0 };
      hits.set(group, known);
      if (isShape[number]) known.shapes += 1;
      else known.atoms += 1;
    }
  }
  return { hits, features };
}

/** Log-likelihood of finding `hits` of `all` features, if the share that survives bundling is the observed one. */
function logBinomial(hits: number, all: number): number {
  if (all === 0) return 0;
  const kept = Math.min(MAX_RETENTION, Math.max(MIN_RETENTION, hits / all));
  return hits * Math.log(kept) + (all - hits) * Math.log(1 - kept);
}

interface Counted extends Hits {
  allAtoms: number;
  allShapes: number;
}

/** The hits of a segment in one file, by version and in total. */
interface FileCount {
  readonly byVersion: readonly Counted[];
  readonly all: Hits;
}

function countFile(file: IndexedFile, hits: ReadonlyMap<number, Hits>, index: FingerprintIndex): FileCount {
  const byVersion = file.package.versions.map((): Counted => ({
    atoms: 0,
    shapes: 0,
    allAtoms: 0,
    allShapes: 0,
  }));
  const all: Hits = { atoms: 0, shapes: 0 };
  const { groups } = index;
  for (let number = file.firstGroup; number < file.endGroup; number += 1) {
    const { atoms, shapes } = hits.get(number) ?? { atoms: 0, shapes: 0 };
    all.atoms += atoms;
    all.shapes += shapes;
    for (const version of versionsOfGroup(index, number)) {
      const counted = byVersion[version];
      if (!counted) continue;
      counted.atoms += atoms;
      counted.shapes += shapes;
      counted.allAtoms += groups.atoms[number] ?? 0;
      counted.allShapes += groups.shapes[number] ?? 0;
    }
  }
  return { byVersion, all };
}

function logLikelihood({ atoms, shapes, allAtoms, allShapes }: Counted, strays: number): number {
  return logBinomial(atoms, allAtoms) + logBinomial(shapes, allShapes) + strays * Math.log(STRAY_PROBABILITY);
}

function filesOf(hits: ReadonlyMap<number, Hits>, index: FingerprintIndex): Set<IndexedFile> {
  const files = new Set<IndexedFile>();
  for (const number of hits.keys()) {
    const file = fileOfGroup(index, number);
    if (file) files.add(file);
  }
  return files;
}

/**
 * The log-likelihood of a segment for each indexed version of its package. A version is judged by the file that the segment was taken
 * for, or by the best file if the version lacks that one. Features count against a version if the segment has them and the version
 * does not, or the reverse.
 */
export function likelihoodsOf(
  segment: Segment,
  { hits }: Pick<OwnFeatures, 'hits'>,
  index: FingerprintIndex,
): Likelihoods {
  const counts = [...filesOf(hits, index)].map((file) => ({ file, ...countFile(file, hits, index) }));
  const most = Math.max(0, ...counts.map(({ all }) => all.atoms + all.shapes));
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  for (const { file, byVersion, all } of counts) {
    if (all.atoms + all.shapes < MIN_SHARE_OF_BEST_FILE * most) continue;
    const found = file.path === segment.file.path ? own : others;
    for (const [ordinal, counted] of byVersion.entries()) {
      const version = file.package.versions[ordinal] ?? '';
      if (counted.allAtoms + counted.allShapes === 0) continue;
      const strays = Math.max(0, most - counted.atoms - counted.shapes);
      const value = logLikelihood(counted, strays);
      if (value > (found.get(version) ?? -Infinity)) found.set(version, value);
    }
  }
  return new Map([...others, ...own]);
}
