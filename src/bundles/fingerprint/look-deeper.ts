import { joinIndexes, type FingerprintIndex, type PublishedCode } from '../../fingerprints/index.js';
import type { Candidate } from '../../model/index.js';
import { childrenOf, childrenOfFacts, type AskedFor } from './declared-children.js';
import { fetchCode, type FetchedCode } from './fetched-code.js';
import { lockedVersions, type LockedVersions } from './locked-versions.js';
import type { NamedCopy } from './name-copies.js';
import type { Recognised } from './recognise.js';
import { nextToHalve } from './versions-to-try.js';

/** What a comparison of a bundle with an index gives. */
export interface Named {
  readonly recognised: Recognised;
  readonly copies: readonly NamedCopy[];
}

/** Compares the bundle with an index. Less is enough to believe in what is asked for. */
export type Look = (index: FingerprintIndex, asked: ReadonlySet<string>) => Named;

/** Comparisons at most; the first is with what was there. */
const MAX_LOOKS = 5;

/** One name with one of the ranges that it is asked for in. */
type Wish = readonly [name: string, range: string];

function wishesOf(asked: AskedFor): Wish[] {
  return [...asked].flatMap(([name, ranges]) => [...ranges].map((range): Wish => [name, range]));
}

/** What else may be compared with. */
interface Sources {
  readonly published: PublishedCode;
  readonly candidates: readonly Candidate[];
}

/** What is looked for on behalf of one bundle. */
class Search {
  private readonly fetched: FetchedCode;
  private readonly published: PublishedCode;
  private readonly locked: LockedVersions;
  private readonly indexes: FingerprintIndex[];
  /** All that was asked for so far. */
  readonly names = new Set<string>();

  constructor(base: FingerprintIndex, { published, candidates }: Sources) {
    this.indexes = [base];
    this.published = published;
    this.locked = lockedVersions(candidates);
    this.fetched = fetchCode(base, published, this.locked);
  }

  /** Fetches what is locked and known to be published; the rest when something published asks for it. */
  async addLocked(candidates: readonly Candidate[]): Promise<void> {
    const known = new Set(this.indexes.flatMap(({ packages }) => packages.map(({ name }) => name)));
    for (const { name } of candidates) this.names.add(name);
    const open = candidates.filter(
      ({ name, isPublic }) => isPublic || known.has(name) || this.published.isPopular(name),
    );
    await Promise.all(open.map(({ name, version }) => this.fetched.add(name, [version])));
  }

  /** Fetches the newest of what is asked for, then of what that asks for, and so on. What an index holds is not fetched. */
  async follow(asked: AskedFor): Promise<void> {
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
  async retry(asked: AskedFor, copies: readonly NamedCopy[]): Promise<void> {
    const named = new Set(copies.map(({ name }) => name));
    const again = wishesOf(asked).filter(([name]) => !named.has(name) && this.published.mayAsk(name));
    await Promise.all(again.map(([name, range]) => this.fetched.addNext(name, range)));
  }

  /** Fetches versions inside the brackets of what was found. */
  async narrow(copies: readonly NamedCopy[]): Promise<void> {
    const tested = new Map<string, Set<string>>();
    for (const { name, versions } of this.indexes.flatMap(({ packages }) => packages))
      tested.set(name, new Set([...(tested.get(name) ?? []), ...versions]));
    const askable = copies.filter(({ name }) => !this.locked.has(name) && this.published.mayAsk(name));
    await Promise.all(
      askable.map(({ name, bracket }) =>
        this.fetched.add(name, nextToHalve(bracket, tested.get(name) ?? new Set(), 1)),
      ),
    );
  }

  /** The index with what was fetched since the last time; null when that is nothing. */
  async takeIndex(): Promise<FingerprintIndex | null> {
    const more = await this.fetched.takeIndex();
    if (!more) return null;
    this.indexes.push(more);
    return joinIndexes(this.indexes);
  }
}

/**
 * Compares a bundle with an index, then with what the packages found so far ask for, as published, and with versions between
 * those that it was compared with: until nothing new is found, or the budget is spent.
 */
export async function lookDeeper(look: Look, base: FingerprintIndex, sources: Sources): Promise<Named> {
  const { published, candidates } = sources;
  const search = new Search(base, sources);
  await search.addLocked(candidates);
  let named = look((await search.takeIndex()) ?? base, search.names);
  for (let looks = 1; looks < MAX_LOOKS && published.hasBudget(); looks += 1) {
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
      await search.narrow(copies);
    }
    const index = await search.takeIndex();
    if (!index) break;
    named = look(index, search.names);
  }
  return named;
}
