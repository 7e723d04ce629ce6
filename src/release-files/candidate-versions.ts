import { firstIndex } from '../model/index.js';
import { pep440 } from '../versions/index.js';
import { MOST_CANDIDATES, SAME_CODE_NEIGHBOURS } from './parameters.js';
import { versionsOf, type KnownPackage } from './release-store.js';
import { releasesWith, type SeenFile } from './seen-file.js';
import { isVersionText } from './version-texts.js';

/** What the files of a copy say about its version. */
export interface VersionClaim {
  /** Ascending; empty where nothing narrows the version. */
  readonly candidates: readonly string[];
  /** `files`: all known files are as in these releases · `text`: a module holds the version · `near`: other files, so the nearest releases. */
  readonly by: 'files' | 'text' | 'near';
}

/** Positions in `published` that lie between the indexed releases around one of them, at most so many on each side. */
function positionsAround({ published, indexed }: KnownPackage, bit: number, most: number): number[] {
  const at = indexed[bit] ?? 0;
  const from = (indexed[bit - 1] ?? -1) + 1;
  const to = (indexed[bit + 1] ?? published.length) - 1;
  const range = (first: number, last: number): number[] =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_each, offset) => first + offset);
  return [...range(Math.max(from, at - most), at - 1), at, ...range(at + 1, Math.min(to, at + most))];
}

/** The versions of some releases, and of releases beside them whose files are not known. */
function withNeighbours(known: KnownPackage, releases: number, most: number): string[] {
  const positions = known.indexed.flatMap((_position, bit) =>
    releases & (1 << bit) ? positionsAround(known, bit, most) : [],
  );
  return [...new Set(positions)].sort((a, b) => a - b).map((position) => known.published[position] ?? '');
}

/** Versions that texts of a copy's own modules name and that were published. */
function namedVersions({ published, versionFiles }: KnownPackage, files: readonly SeenFile[]): string[] {
  const texts = files.flatMap(({ known: { path }, versionTexts }) =>
    versionFiles.has(path) ? [...versionTexts] : [],
  );
  const named = new Set<string>();
  for (const text of new Set(texts)) {
    // Post-releases come right after the release whose text they may hold.
    const first = firstIndex(
      0,
      published.length,
      (at) => (pep440.compare(published[at] ?? '', text) ?? -1) >= 0,
    );
    for (let at = first; isVersionText(text, published[at] ?? ''); at += 1) named.add(published[at] ?? '');
  }
  return published.filter((version) => named.has(version));
}

/** Indexed releases with the most files of a copy. */
function bestReleases(known: KnownPackage, masks: readonly number[]): number {
  const counts = known.indexed.map((_position, bit) => masks.filter((mask) => mask & (1 << bit)).length);
  const most = Math.max(0, ...counts);
  return counts.reduce((best, count, bit) => (most > 0 && count === most ? best | (1 << bit) : best), 0);
}

function isLatest({ published, indexed }: KnownPackage, releases: number): boolean {
  const last = indexed.length - 1;
  return (releases & (1 << last)) !== 0 && indexed[last] === published.length - 1;
}

/** Versions near those with the most known files; none where the version may be newer than the store. */
function nearVersions(known: KnownPackage, files: readonly SeenFile[]): readonly string[] {
  const byContent = bestReleases(
    known,
    files.map((file) => releasesWith(file) ?? 0),
  );
  const best =
    byContent ||
    bestReleases(
      known,
      files.map(({ known: { releases } }) => releases),
    );
  if (isLatest(known, best)) return [];
  const near = withNeighbours(known, best, Infinity);
  return near.length > MOST_CANDIDATES ? [] : near;
}

/** The versions that a copy may be. */
export function candidateVersions(known: KnownPackage, files: readonly SeenFile[]): VersionClaim {
  const masks = files.flatMap((file) => releasesWith(file) ?? []);
  const common = masks.reduce((all, mask) => all & mask, masks.length > 0 ? -1 : 0);
  const equal = versionsOf(known, common);
  const named = namedVersions(known, files);
  const stated = equal.filter((version) => named.includes(version));
  if (stated.length > 0) return { candidates: stated, by: 'files' };
  if (named.length > 0) return { candidates: named, by: 'text' };
  if (common === 0) return { candidates: nearVersions(known, files), by: 'near' };
  const isSource = files.some((file) => file.content.kind === 'source' && releasesWith(file));
  const mayRepeat = isSource ? known.repeatsSources : known.repeatsSizes;
  const neighbours = mayRepeat ? SAME_CODE_NEIGHBOURS : 0;
  return { candidates: withNeighbours(known, common, neighbours), by: 'files' };
}
