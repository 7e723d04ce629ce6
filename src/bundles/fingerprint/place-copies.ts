import { claimAt } from '../claims.js';
import type { Claim } from '../evidence.js';
import type { NamedCopy } from './name-copies.js';
import type { Told, ToldCopy } from './told-copies.js';

export function weightOfCopy({ segments }: NamedCopy): number {
  return segments.reduce((sum, { segment }) => sum + segment.weight, 0);
}

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

/** Gives recognised copies to those that are told, each to one. */
class Placing {
  private readonly left: Map<string, ToldCopy>;
  private readonly isWhole: boolean;
  private readonly claims: readonly Claim[];
  private readonly recognised: readonly NamedCopy[];

  constructor({ copies, isWhole }: Told, claims: readonly Claim[], recognised: readonly NamedCopy[]) {
    this.recognised = recognised;
    this.left = new Map(copies);
    this.isWhole = isWhole;
    this.claims = claims;
  }

  private take(copy: NamedCopy, told: ToldCopy | undefined): NamedCopy[] {
    if (!told) return [];
    this.left.delete(told.owner.folder);
    return [{ ...copy, told }];
  }

  /** The copy, as the told one that it is; none when its text is told to be another package's, or all is told and not it. */
  place(copy: NamedCopy): NamedCopy[] {
    const claimant = claimantOf(copy, this.claims);
    if (claimant) {
      const isIts = claimant.kind === 'package' && claimant.name === copy.name;
      return isIts ? this.take(copy, this.left.get(claimant.folder)) : [];
    }
    const alike = [...this.left.values()].filter(
      (told) => told.owner.name === copy.name && mayBe(copy, told, this.recognised),
    );
    if (alike.length === 1) return this.take(copy, alike[0]);
    // Of several copies without a place nobody knows which one this is: what is told of each says more.
    return this.isWhole ? [] : [copy];
  }

  /** What is told and was not recognised. */
  get rest(): NamedCopy[] {
    return [...this.left.values()].map((told) => {
      return { name: told.owner.name, segments: [], plausible: [], bracket: [], told };
    });
  }
}

/** Puts what was recognised and what evidence beside the code tells together, copy by copy. */
export function placeCopies(copies: readonly NamedCopy[], told: Told, claims: readonly Claim[]): NamedCopy[] {
  const placing = new Placing(told, claims, copies);
  const heaviestFirst = copies.toSorted((a, b) => weightOfCopy(b) - weightOfCopy(a));
  const placed = heaviestFirst.flatMap((copy) => placing.place(copy));
  return [...placed, ...placing.rest];
}
