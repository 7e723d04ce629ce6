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
interface MatchContext {
  readonly evidenced: EvidencedCopies;
  readonly claims: readonly Claim[];
  readonly index: FingerprintIndex;
}

/** Matches recognised copies with evidenced copies, one to one. */
class Placing {
  private readonly left: Map<string, EvidencedCopy>;
  private readonly recognised: readonly RecognisedCopy[];
  private readonly context: MatchContext;

  constructor(recognised: readonly RecognisedCopy[], context: MatchContext) {
    this.recognised = recognised;
    this.context = context;
    this.left = new Map(context.evidenced.copies);
  }

  private take(copy: RecognisedCopy, evidenced: EvidencedCopy | undefined): RecognisedCopy[] {
    if (!evidenced) return [];
    this.left.delete(evidenced.owner.folder);
    return [{ ...copy, evidenced: evidenced }];
  }

  /** Whether a copy is an evidenced one, by its name or as an alias. */
  private isOf(copy: RecognisedCopy, evidenced: EvidencedCopy): boolean {
    return evidenced.owner.name === copy.name || isAliasOf(copy, evidenced, this.context.index);
  }

  /**
   * Matches one copy. Returns nothing if its text is claimed for another owner, or if the evidence is complete and names no such
   * copy.
   */
  place(copy: RecognisedCopy): RecognisedCopy[] {
    const { claims, evidenced: all } = this.context;
    const claimant = claimantOf(copy, claims);
    if (claimant) {
      const evidenced = claimant.kind === 'package' ? this.left.get(claimant.folder) : undefined;
      return evidenced && this.isOf(copy, evidenced) ? this.take(copy, evidenced) : [];
    }
    // Evidence names installed copies; an embedded copy is none.
    if (copy.embeddedIn !== undefined) return [copy];
    const alike = [...this.left.values()].filter(
      (evidenced) => this.isOf(copy, evidenced) && mayBe(copy, evidenced, this.recognised),
    );
    if (alike.length === 1) return this.take(copy, alike[0]);
    // Several evidenced copies fit, and which one this is is unknown: their evidence counts more than the code.
    return all.isWhole && !this.isVendored(copy) ? [] : [copy];
  }

  /** Whether a certain copy fits no evidenced one: evidence does not name prepended or vendored code. */
  private isVendored(copy: RecognisedCopy): boolean {
    if (weightOfSegments(copy.segments) < CERTAIN_WEIGHT) return false;
    return ![...this.context.evidenced.copies.values()].some(
      (evidenced) =>
        this.isOf(copy, evidenced) &&
        (evidenced.version === null || copy.candidateVersions.includes(evidenced.version)),
    );
  }

  /** Evidenced copies that were not recognised. */
  get rest(): RecognisedCopy[] {
    return [...this.left.values()].map((evidenced) => {
      return {
        name: evidenced.owner.name,
        segments: [],
        plausible: [],
        candidateVersions: [],
        evidenced: evidenced,
      };
    });
  }
}

/** Matches recognised copies with evidenced copies, and adds the evidenced ones that were not recognised. */
export function placeCopies(copies: readonly RecognisedCopy[], context: MatchContext): RecognisedCopy[] {
  const placing = new Placing(copies, context);
  const heaviestFirst = copies.toSorted(
    (a, b) => weightOfSegments(b.segments) - weightOfSegments(a.segments),
  );
  const placed = heaviestFirst.flatMap((copy) => placing.place(copy));
  return [...placed, ...placing.rest];
}
