import { MAX_VERSIONS_READ } from '../parameters/closure.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { matchFacts, sameIn, type Match, type Matches } from '../copies/original-files.js';
import { nextToHalve, versionsInRange } from '../likelihood/versions-to-try.js';

/** Results of comparing a copy's files with versions. */
export interface Comparison {
  readonly matches: Map<string, Match>;
  /** Number of versions read for it. */
  read: number;
}

/** By folder. */
export type Comparisons = ReadonlyMap<string, Comparison>;

/** The nearest version beside those with equal files that was not read yet. */
function openBeside(candidates: readonly string[], matches: Matches): string | undefined {
  const same = new Set(sameIn(matches));
  const isSame = candidates.map((version) => same.has(version));
  if (!isSame.includes(true)) return undefined;
  const beside = [candidates[isSame.lastIndexOf(true) + 1], candidates[isSame.indexOf(true) - 1]];
  return beside.find((version) => version !== undefined && !matches.has(version));
}

/** The middle of a run of versions that were not read: beside the version with the most equal files, or of the longest run. */
function middle(candidates: readonly string[], matches: Matches): string | undefined {
  const all = versionsInRange([...candidates, ...matches.keys()], '*');
  const tested = new Set(matches.keys());
  const [best, { same }] = [...matches].reduce(
    (a, b) => (b[1].same > a[1].same ? b : a),
    ['', { same: 0, other: 0 }],
  );
  const at = same > 0 ? all.indexOf(best) : -1;
  const from = all.findLastIndex((version, place) => place < at && tested.has(version)) + 1;
  const to = all.findIndex((version, place) => place > at && tested.has(version));
  const near = at < 0 ? [] : all.slice(from, to < 0 ? all.length : to);
  return [near, all].flatMap((run) => nextToHalve(run, tested, 1))[0];
}

/**
 * The version to read next: first the likeliest candidate or the newest, then the middle of what is open. Once files are equal, the
 * neighbours, which may be equal, too.
 */
function nextToRead(
  { candidateVersions, plausible: [likeliest] }: RecognisedCopy,
  { matches, read }: Comparison,
): string | undefined {
  if (candidateVersions.some((version) => matches.has(version)))
    return (
      openBeside(candidateVersions, matches) ?? nextToHalve(candidateVersions, new Set(matches.keys()), 1)[0]
    );
  if (read > 0) return middle(candidateVersions, matches);
  return candidateVersions.find((version) => version === likeliest) ?? candidateVersions.at(-1);
}

interface WantedVersion {
  readonly copy: RecognisedCopy;
  readonly version: string;
  readonly comparison: Comparison;
}

function wantedVersions(
  copies: readonly RecognisedCopy[],
  known: Comparisons,
  published: PublishedCode,
): WantedVersion[] {
  return copies.flatMap((copy): WantedVersion[] => {
    const comparison = known.get(copy.evidenced?.owner.folder ?? '');
    if (!comparison || comparison.read >= MAX_VERSIONS_READ) return [];
    if (copy.candidateVersions.length < 2 || !published.mayRequest(copy.name)) return [];
    const version = nextToRead(copy, comparison);
    return version === undefined ? [] : [{ copy, version, comparison }];
  });
}

/**
 * Reads one more published version of each copy with known files and an open version, and compares the files.
 * @returns whether a version was read.
 */
export async function readOriginals(
  copies: readonly RecognisedCopy[],
  known: Comparisons,
  published: PublishedCode,
): Promise<boolean> {
  const wanted = wantedVersions(copies, known, published);
  // Copies with few candidates come first: they need the fewest versions.
  wanted.sort((a, b) => a.copy.candidateVersions.length - b.copy.candidateVersions.length);
  await Promise.all(
    wanted.map(async ({ copy, version, comparison }) => {
      comparison.read += 1;
      const facts = await published.facts(copy.name, version);
      if (facts) comparison.matches.set(version, matchFacts(copy.evidenced?.originals ?? [], facts));
    }),
  );
  return wanted.length > 0;
}
