import { MAX_COMPARISONS, MAX_NAMES_FROM_CODE, VERSIONS_PER_NAME_FROM_CODE } from '../parameters/closure.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import { joinIndexes } from '../index/join-indexes.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { Candidate } from '../../model/index.js';
import { childrenOf, childrenOfFacts, type RequiredRanges } from '../candidates/declared-children.js';
import { fetchCode, type FetchedCode } from './fetched-code.js';
import { lockedVersions, type LockedVersions } from '../candidates/locked-versions.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { namesInCode } from './names-in-code.js';
import { nextToHalve } from '../likelihood/versions-to-try.js';

/** Compares the bundle with an index. Required packages need less evidence. */
export type Compare = (index: FingerprintIndex, required: ReadonlySet<string>) => RecognisedBundle;

/** A required name with one of its ranges. */
type WantedRange = readonly [name: string, range: string];

function wantedRanges(required: RequiredRanges): WantedRange[] {
  return [...required].flatMap(([name, ranges]) => [...ranges].map((range): WantedRange => [name, range]));
}

/** What the search may fetch. */
interface Sources {
  readonly published: PublishedCode;
  readonly candidates: readonly Candidate[];
  /** The bundle's text. */
  readonly text: string;
}

/** Fetches published code for one bundle, step by step. */
class Search {
  private readonly fetched: FetchedCode;
  private readonly published: PublishedCode;
  private readonly locked: LockedVersions;
  /** The index that the bundle is compared with. */
  private index: FingerprintIndex;
  private readonly text: string;
  /** Names found in unknown code → number of versions fetched. */
  private readonly namesFromCode = new Map<string, number>();
  /** All names that were required so far. */
  readonly names = new Set<string>();

  constructor(base: FingerprintIndex, { published, candidates, text }: Sources) {
    this.index = base;
    this.text = text;
    this.published = published;
    this.locked = lockedVersions(candidates);
    this.fetched = fetchCode(base, published, this.locked);
  }

  /** Fetches locked versions of packages that are known to be public. Others are fetched when a published package requires them. */
  async addLocked(candidates: readonly Candidate[]): Promise<void> {
    const known = new Set(this.index.packages.map(({ name }) => name));
    for (const { name } of candidates) this.names.add(name);
    const open = candidates.filter(
      ({ name, isPublic }) => isPublic || known.has(name) || this.published.isPopular(name),
    );
    await Promise.all(open.map(({ name, version }) => this.fetched.add(name, [version])));
  }

  /** Fetches the newest version of required packages, then of their requirements, and so on. Indexed packages are not fetched. */
  async follow(required: RequiredRanges): Promise<void> {
    let level = wantedRanges(required);
    while (level.length > 0) {
      for (const [name] of level) this.names.add(name);
      const open = level.filter(
        ([name, range]) => this.published.mayRequest(name) && !this.fetched.has(name, range),
      );
      const found = await Promise.all(open.map(([name, range]) => this.fetched.addNext(name, range)));
      level = found.flat().flatMap((facts) => wantedRanges(childrenOfFacts(facts)));
    }
  }

  /** Fetches another version of required packages that were not found. */
  async retry(required: RequiredRanges, copies: readonly RecognisedCopy[]): Promise<void> {
    const named = new Set(copies.map(({ name }) => name));
    const again = wantedRanges(required).filter(
      ([name]) => !named.has(name) && this.published.mayRequest(name),
    );
    await Promise.all(again.map(([name, range]) => this.fetched.addNext(name, range)));
  }

  /**
   * Fetches widely used packages whose names unknown code contains: nothing in the bundle may require them. Not needed with a
   * lockfile, which lists all packages.
   */
  async guess({ copies, recognised }: RecognisedBundle): Promise<void> {
    if (this.locked.size > 0) return;
    const { published, fetched, namesFromCode } = this;
    const isNew = (name: string): boolean =>
      published.isPopular(name) && published.mayRequest(name) && !fetched.has(name, '*');
    for (const name of namesInCode(this.text, recognised, isNew))
      if (namesFromCode.size < MAX_NAMES_FROM_CODE) namesFromCode.set(name, 0);
    const named = new Set(copies.map(({ name }) => name));
    const open = [...namesFromCode].filter(
      ([name, count]) => !named.has(name) && count < VERSIONS_PER_NAME_FROM_CODE,
    );
    for (const [name, count] of open) namesFromCode.set(name, count + 1);
    await Promise.all(open.map(([name]) => fetched.addNext(name, '*')));
  }

  /** Fetches versions between the candidate versions of the copies. */
  async narrow(copies: readonly RecognisedCopy[]): Promise<void> {
    const tested = new Map<string, Set<string>>();
    for (const { name, versions } of this.index.packages)
      tested.set(name, new Set([...(tested.get(name) ?? []), ...versions]));
    const queryable = copies.filter(({ name }) => !this.locked.has(name) && this.published.mayRequest(name));
    await Promise.all(
      queryable.map(({ name, candidateVersions }) =>
        this.fetched.add(name, nextToHalve(candidateVersions, tested.get(name) ?? new Set(), 1)),
      ),
    );
  }

  /** The index with the code fetched since the last call; null if nothing was fetched. */
  async takeIndex(): Promise<FingerprintIndex | null> {
    const more = await this.fetched.takeIndex();
    if (!more) return null;
    this.index = joinIndexes([this.index, more]);
    return this.index;
  }
}

/**
 * Compares a bundle with an index, then with published code: of required packages, of versions between the candidates, of names in
 * unknown code. Repeats until nothing new is found or the budget is spent.
 */
export async function findClosure(
  compare: Compare,
  base: FingerprintIndex,
  sources: Sources,
): Promise<RecognisedBundle> {
  const { published, candidates } = sources;
  const search = new Search(base, sources);
  await search.addLocked(candidates);
  let named = compare((await search.takeIndex()) ?? base, search.names);
  for (let comparisons = 1; comparisons < MAX_COMPARISONS && published.hasBudget(); comparisons += 1) {
    const { copies } = named;
    // Requirements of a private package may be private, too.
    const required = childrenOf(
      copies.filter(({ name }) => published.mayRequest(name)),
      named.recognised,
    );
    await search.follow(required);
    // Copies found first may have requirements that are not yet known: the first fetch is for those alone.
    if (comparisons > 1) {
      await search.retry(required, copies);
      await search.guess(named);
      await search.narrow(copies);
    }
    const index = await search.takeIndex();
    if (index) named = compare(index, search.names);
    else if (comparisons > 1) break;
  }
  return named;
}
