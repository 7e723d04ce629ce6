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

/** Compares the bundle with an index. Less is enough to believe in what is asked for. */
export type Compare = (index: FingerprintIndex, asked: ReadonlySet<string>) => RecognisedBundle;

/** One name with one of the ranges that it is asked for in. */
type Wish = readonly [name: string, range: string];

function wishesOf(asked: RequiredRanges): Wish[] {
  return [...asked].flatMap(([name, ranges]) => [...ranges].map((range): Wish => [name, range]));
}

/** What else may be compared with. */
interface Sources {
  readonly published: PublishedCode;
  readonly candidates: readonly Candidate[];
  /** Of the bundle. */
  readonly text: string;
}

/** What is looked for on behalf of one bundle. */
class Search {
  private readonly fetched: FetchedCode;
  private readonly published: PublishedCode;
  private readonly locked: LockedVersions;
  /** What is compared with. */
  private index: FingerprintIndex;
  private readonly text: string;
  /** How many versions were fetched of what code says that it is. */
  private readonly said = new Map<string, number>();
  /** All that was asked for so far. */
  readonly names = new Set<string>();

  constructor(base: FingerprintIndex, { published, candidates, text }: Sources) {
    this.index = base;
    this.text = text;
    this.published = published;
    this.locked = lockedVersions(candidates);
    this.fetched = fetchCode(base, published, this.locked);
  }

  /** Fetches what is locked and known to be published; the rest when something published asks for it. */
  async addLocked(candidates: readonly Candidate[]): Promise<void> {
    const known = new Set(this.index.packages.map(({ name }) => name));
    for (const { name } of candidates) this.names.add(name);
    const open = candidates.filter(
      ({ name, isPublic }) => isPublic || known.has(name) || this.published.isPopular(name),
    );
    await Promise.all(open.map(({ name, version }) => this.fetched.add(name, [version])));
  }

  /** Fetches the newest of what is asked for, then of what that asks for, and so on. What an index holds is not fetched. */
  async follow(asked: RequiredRanges): Promise<void> {
    let level = wishesOf(asked);
    while (level.length > 0) {
      for (const [name] of level) this.names.add(name);
      const open = level.filter(
        ([name, range]) => this.published.mayAsk(name) && !this.fetched.has(name, range),
      );
      const found = await Promise.all(open.map(([name, range]) => this.fetched.addNext(name, range)));
      level = found.flat().flatMap((facts) => wishesOf(childrenOfFacts(facts)));
    }
  }

  /** Fetches another version of what is asked for and was not found. */
  async retry(asked: RequiredRanges, copies: readonly RecognisedCopy[]): Promise<void> {
    const named = new Set(copies.map(({ name }) => name));
    const again = wishesOf(asked).filter(([name]) => !named.has(name) && this.published.mayAsk(name));
    await Promise.all(again.map(([name, range]) => this.fetched.addNext(name, range)));
  }

  /**
   * Fetches what unknown code says that it is, where everybody knows such a package: it may be one that nothing here depends on. A
   * list of all that there can be says more.
   */
  async guess({ copies, recognised }: RecognisedBundle): Promise<void> {
    if (this.locked.size > 0) return;
    const { published, fetched, said } = this;
    const isNew = (name: string): boolean =>
      published.isPopular(name) && published.mayAsk(name) && !fetched.has(name, '*');
    for (const name of namesInCode(this.text, recognised, isNew))
      if (said.size < MAX_NAMES_FROM_CODE) said.set(name, 0);
    const named = new Set(copies.map(({ name }) => name));
    const open = [...said].filter(([name, count]) => !named.has(name) && count < VERSIONS_PER_NAME_FROM_CODE);
    for (const [name, count] of open) said.set(name, count + 1);
    await Promise.all(open.map(([name]) => fetched.addNext(name, '*')));
  }

  /** Fetches versions inside the brackets of what was found. */
  async narrow(copies: readonly RecognisedCopy[]): Promise<void> {
    const tested = new Map<string, Set<string>>();
    for (const { name, versions } of this.index.packages)
      tested.set(name, new Set([...(tested.get(name) ?? []), ...versions]));
    const askable = copies.filter(({ name }) => !this.locked.has(name) && this.published.mayAsk(name));
    await Promise.all(
      askable.map(({ name, candidateVersions }) =>
        this.fetched.add(name, nextToHalve(candidateVersions, tested.get(name) ?? new Set(), 1)),
      ),
    );
  }

  /** The index with what was fetched since the last time; null when that is nothing. */
  async takeIndex(): Promise<FingerprintIndex | null> {
    const more = await this.fetched.takeIndex();
    if (!more) return null;
    this.index = joinIndexes([this.index, more]);
    return this.index;
  }
}

/**
 * Compares a bundle with an index, then with what the packages found so far ask for, as published, and with versions between
 * those that it was compared with, and with what unknown code says that it is: until nothing new is found, or the budget is spent.
 */
export async function findClosure(
  look: Compare,
  base: FingerprintIndex,
  sources: Sources,
): Promise<RecognisedBundle> {
  const { published, candidates } = sources;
  const search = new Search(base, sources);
  await search.addLocked(candidates);
  let named = look((await search.takeIndex()) ?? base, search.names);
  for (let looks = 1; looks < MAX_COMPARISONS && published.hasBudget(); looks += 1) {
    const { copies } = named;
    // What a private package asks for may be private too.
    const asked = childrenOf(
      copies.filter(({ name }) => published.mayAsk(name)),
      named.recognised,
    );
    await search.follow(asked);
    // What was found first is not yet known for its children: the first fetch is for them alone.
    if (looks > 1) {
      await search.retry(asked, copies);
      await search.guess(named);
      await search.narrow(copies);
    }
    const index = await search.takeIndex();
    if (index) named = look(index, search.names);
    else if (looks > 1) break;
  }
  return named;
}
