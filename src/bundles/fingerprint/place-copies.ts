import type { FingerprintIndex } from '../../fingerprints/index.js';
import { claimAt } from '../claims.js';
import type { Claim } from '../evidence.js';
import { isAliasOf } from './alias-of.js';
import type { NamedCopy } from './name-copies.js';
import { weightOfSegments } from './ranked-segment.js';
import type { Told, ToldCopy } from './told-copies.js';

/** Weight of features that are as good as certain. */
export const CERTAIN_WEIGHT = 60;

/** Who stronger evidence says that a copy's text is of; null when it says nothing. */
function claimantOf({ segments }: NamedCopy, claims: readonly Claim[]): Claim['owner'] | null {
  const heaviest = segments.toSorted((a, b) => b.segment.weight - a.segment.weight)[0];
  const [start, end] = heaviest?.segment.ranges[0] ?? [0, 0];
  return claimAt(claims, (start + end) >> 1)?.owner ?? null;
}

/** Whether a copy may be the told one of its name: another one that fits the version which is stated is it. */
function mayBe(copy: NamedCopy, { version }: ToldCopy, copies: readonly NamedCopy[]): boolean {
  const fits = ({ bracket }: NamedCopy): boolean => version === null || bracket.includes(version);
  return fits(copy) || !copies.some((other) => other.name === copy.name && fits(other));
}

/** By what copies are placed. */
interface Surroundings {
  readonly told: Told;
  readonly claims: readonly Claim[];
  readonly index: FingerprintIndex;
}

/** Gives recognised copies to those that are told, each to one. */
class Placing {
  private readonly left: Map<string, ToldCopy>;
  private readonly recognised: readonly NamedCopy[];
  private readonly surroundings: Surroundings;

  constructor(recognised: readonly NamedCopy[], surroundings: Surroundings) {
    this.recognised = recognised;
    this.surroundings = surroundings;
    this.left = new Map(surroundings.told.copies);
  }

  private take(copy: NamedCopy, told: ToldCopy | undefined): NamedCopy[] {
    if (!told) return [];
    this.left.delete(told.owner.folder);
    return [{ ...copy, told }];
  }

  /** Whether a copy is a told one, by its name or under another one. */
  private isOf(copy: NamedCopy, told: ToldCopy): boolean {
    return told.owner.name === copy.name || isAliasOf(copy, told, this.surroundings.index);
  }

  /** The copy, as the told one that it is; none when its text is told to be another package's, or all is told and hardly it. */
  place(copy: NamedCopy): NamedCopy[] {
    const { claims, told: all } = this.surroundings;
    const claimant = claimantOf(copy, claims);
    if (claimant) {
      const told = claimant.kind === 'package' ? this.left.get(claimant.folder) : undefined;
      return told && this.isOf(copy, told) ? this.take(copy, told) : [];
    }
    // What is told was installed.
    if (copy.builtInto !== undefined) return [copy];
    const alike = [...this.left.values()].filter(
      (told) => this.isOf(copy, told) && mayBe(copy, told, this.recognised),
    );
    if (alike.length === 1) return this.take(copy, alike[0]);
    // Of several copies without a place nobody knows which one this is: what is told of each says more.
    return all.isWhole && !this.isVendored(copy) ? [] : [copy];
  }

  /** Whether nothing that is told can be a copy that is certain: neither what was prepended nor what was vendored is told. */
  private isVendored(copy: NamedCopy): boolean {
    if (weightOfSegments(copy.segments) < CERTAIN_WEIGHT) return false;
    return ![...this.surroundings.told.copies.values()].some(
      (told) => this.isOf(copy, told) && (told.version === null || copy.bracket.includes(told.version)),
    );
  }

  /** What is told and was not recognised. */
  get rest(): NamedCopy[] {
    return [...this.left.values()].map((told) => {
      return { name: told.owner.name, segments: [], plausible: [], bracket: [], told };
    });
  }
}

/** Puts what was recognised and what evidence beside the code tells together, copy by copy. */
export function placeCopies(copies: readonly NamedCopy[], surroundings: Surroundings): NamedCopy[] {
  const placing = new Placing(copies, surroundings);
  const heaviestFirst = copies.toSorted(
    (a, b) => weightOfSegments(b.segments) - weightOfSegments(a.segments),
  );
  const placed = heaviestFirst.flatMap((copy) => placing.place(copy));
  return [...placed, ...placing.rest];
}
