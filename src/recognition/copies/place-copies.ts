import { CERTAIN_WEIGHT } from '../parameters/copies.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { claimAt, type Claim } from '../../evidence/index.js';
import { isAliasOf } from './alias-of.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import type { EvidencedCopies, EvidencedCopy } from '../evidenced-copy.js';

/** The owner that stronger evidence names for a copy's text; null if it names none. */
function claimantOf({ segments }: RecognisedCopy, claims: readonly Claim[]): Claim['owner'] | null {
  const heaviest = segments.toSorted((a, b) => b.segment.weight - a.segment.weight)[0];
  const [start, end] = heaviest?.segment.ranges[0] ?? [0, 0];
  return claimAt(claims, (start + end) >> 1)?.owner ?? null;
}

/**
 * Whether a copy may be the evidenced copy of its name. If the stated version fits another recognised copy and not this one, it is
 * not.
 */
function mayBe(copy: RecognisedCopy, { version }: EvidencedCopy, copies: readonly RecognisedCopy[]): boolean {
  const fits = ({ candidateVersions }: RecognisedCopy): boolean =>
    version === null || candidateVersions.includes(version);
  return fits(copy) || !copies.some((other) => other.name === copy.name && fits(other));
}

/** What copies are matched with. */
interface Surroundings {
  readonly told: EvidencedCopies;
  readonly claims: readonly Claim[];
  readonly index: FingerprintIndex;
}

/** Matches recognised copies with evidenced copies, one to one. */
class Placing {
  private readonly left: Map<string, EvidencedCopy>;
  private readonly recognised: readonly RecognisedCopy[];
  private readonly surroundings: Surroundings;

  constructor(recognised: readonly RecognisedCopy[], surroundings: Surroundings) {
    this.recognised = recognised;
    this.surroundings = surroundings;
    this.left = new Map(surroundings.told.copies);
  }

  private take(copy: RecognisedCopy, told: EvidencedCopy | undefined): RecognisedCopy[] {
    if (!told) return [];
    this.left.delete(told.owner.folder);
    return [{ ...copy, evidenced: told }];
  }

  /** Whether a copy is an evidenced one, by its name or as an alias. */
  private isOf(copy: RecognisedCopy, told: EvidencedCopy): boolean {
    return told.owner.name === copy.name || isAliasOf(copy, told, this.surroundings.index);
  }

  /**
   * Matches one copy. Returns nothing if its text is claimed for another owner, or if the evidence is complete and names no such
   * copy.
   */
  place(copy: RecognisedCopy): RecognisedCopy[] {
    const { claims, told: all } = this.surroundings;
    const claimant = claimantOf(copy, claims);
    if (claimant) {
      const told = claimant.kind === 'package' ? this.left.get(claimant.folder) : undefined;
      return told && this.isOf(copy, told) ? this.take(copy, told) : [];
    }
    // Evidence names installed copies; an embedded copy is none.
    if (copy.embeddedIn !== undefined) return [copy];
    const alike = [...this.left.values()].filter(
      (told) => this.isOf(copy, told) && mayBe(copy, told, this.recognised),
    );
    if (alike.length === 1) return this.take(copy, alike[0]);
    // Several evidenced copies fit, and nobody knows which one this is: their evidence says more than the code.
    return all.isWhole && !this.isVendored(copy) ? [] : [copy];
  }

  /** Whether a certain copy fits no evidenced one: evidence does not name prepended or vendored code. */
  private isVendored(copy: RecognisedCopy): boolean {
    if (weightOfSegments(copy.segments) < CERTAIN_WEIGHT) return false;
    return ![...this.surroundings.told.copies.values()].some(
      (told) =>
        this.isOf(copy, told) && (told.version === null || copy.candidateVersions.includes(told.version)),
    );
  }

  /** Evidenced copies that were not recognised. */
  get rest(): RecognisedCopy[] {
    return [...this.left.values()].map((told) => {
      return { name: told.owner.name, segments: [], plausible: [], candidateVersions: [], evidenced: told };
    });
  }
}

/** Matches recognised copies with evidenced copies, and adds the evidenced ones that were not recognised. */
export function placeCopies(copies: readonly RecognisedCopy[], surroundings: Surroundings): RecognisedCopy[] {
  const placing = new Placing(copies, surroundings);
  const heaviestFirst = copies.toSorted(
    (a, b) => weightOfSegments(b.segments) - weightOfSegments(a.segments),
  );
  const placed = heaviestFirst.flatMap((copy) => placing.place(copy));
  return [...placed, ...placing.rest];
}
