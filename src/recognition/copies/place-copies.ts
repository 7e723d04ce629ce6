import { CERTAIN_WEIGHT } from '../parameters/copies.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { claimAt, type Claim } from '../../evidence/index.js';
import { isAliasOf } from './alias-of.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import type { EvidencedCopies, EvidencedCopy } from '../evidenced-copy.js';

/** Who stronger evidence says that a copy's text is of; null when it says nothing. */
function claimantOf({ segments }: RecognisedCopy, claims: readonly Claim[]): Claim['owner'] | null {
  const heaviest = segments.toSorted((a, b) => b.segment.weight - a.segment.weight)[0];
  const [start, end] = heaviest?.segment.ranges[0] ?? [0, 0];
  return claimAt(claims, (start + end) >> 1)?.owner ?? null;
}

/** Whether a copy may be the told one of its name: another one that fits the version which is stated is it. */
function mayBe(copy: RecognisedCopy, { version }: EvidencedCopy, copies: readonly RecognisedCopy[]): boolean {
  const fits = ({ candidateVersions }: RecognisedCopy): boolean =>
    version === null || candidateVersions.includes(version);
  return fits(copy) || !copies.some((other) => other.name === copy.name && fits(other));
}

/** By what copies are placed. */
interface Surroundings {
  readonly told: EvidencedCopies;
  readonly claims: readonly Claim[];
  readonly index: FingerprintIndex;
}

/** Gives recognised copies to those that are told, each to one. */
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

  /** Whether a copy is a told one, by its name or under another one. */
  private isOf(copy: RecognisedCopy, told: EvidencedCopy): boolean {
    return told.owner.name === copy.name || isAliasOf(copy, told, this.surroundings.index);
  }

  /** The copy, as the told one that it is; none when its text is told to be another package's, or all is told and hardly it. */
  place(copy: RecognisedCopy): RecognisedCopy[] {
    const { claims, told: all } = this.surroundings;
    const claimant = claimantOf(copy, claims);
    if (claimant) {
      const told = claimant.kind === 'package' ? this.left.get(claimant.folder) : undefined;
      return told && this.isOf(copy, told) ? this.take(copy, told) : [];
    }
    // What is told was installed.
    if (copy.embeddedIn !== undefined) return [copy];
    const alike = [...this.left.values()].filter(
      (told) => this.isOf(copy, told) && mayBe(copy, told, this.recognised),
    );
    if (alike.length === 1) return this.take(copy, alike[0]);
    // Of several copies without a place nobody knows which one this is: what is told of each says more.
    return all.isWhole && !this.isVendored(copy) ? [] : [copy];
  }

  /** Whether nothing that is told can be a copy that is certain: neither what was prepended nor what was vendored is told. */
  private isVendored(copy: RecognisedCopy): boolean {
    if (weightOfSegments(copy.segments) < CERTAIN_WEIGHT) return false;
    return ![...this.surroundings.told.copies.values()].some(
      (told) =>
        this.isOf(copy, told) && (told.version === null || copy.candidateVersions.includes(told.version)),
    );
  }

  /** What is told and was not recognised. */
  get rest(): RecognisedCopy[] {
    return [...this.left.values()].map((told) => {
      return { name: told.owner.name, segments: [], plausible: [], candidateVersions: [], evidenced: told };
    });
  }
}

/** Puts what was recognised and what evidence beside the code tells together, copy by copy. */
export function placeCopies(copies: readonly RecognisedCopy[], surroundings: Surroundings): RecognisedCopy[] {
  const placing = new Placing(copies, surroundings);
  const heaviestFirst = copies.toSorted(
    (a, b) => weightOfSegments(b.segments) - weightOfSegments(a.segments),
  );
  const placed = heaviestFirst.flatMap((copy) => placing.place(copy));
  return [...placed, ...placing.rest];
}
