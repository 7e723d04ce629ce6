import {
  MAX_UNMET_OF_TRAIN,
  MAX_UNMET_SHARE_OF_TRAIN,
  MIN_LEAD_OVER_UNMET,
  MAX_NARROWING_ROUNDS,
} from '../parameters/candidates.js';
import { requirementsIn, withRequiredPreReleases, type Requirement } from './requirements-between-copies.js';
import { allLikelihoods, withFarLikelier } from './code-likelihoods.js';
import { groupBy } from '../../model/index.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifests } from '../likelihood/manifests.js';
import { isDoubtful } from '../copies/name-copies.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { narrowed, type Outcome } from './narrowed-copy.js';
import type { PublishedVersions } from './published-versions.js';
import type { Likelihoods } from '../ranked-segment.js';
import { fitterOfAny, fitterOfRanges, type Fits } from '../likelihood/versions-to-try.js';

/** Versions that each copy can still be of, by its place. */
type Brackets = (readonly string[])[];

/** Takes versions from what copies can be of until they fit together, all at once in each step: the order of copies is nothing. */
class Narrowing {
  brackets: Brackets;
  /** As they were before the step. */
  private seen: Brackets = [];
  /** As they were at first. */
  private readonly whole: Brackets;
  private readonly likeliest: readonly (string | undefined)[];
  /** Places of copies that may be of another package. */
  private readonly doubtful: ReadonlySet<number>;
  private readonly likelihoods: readonly (Likelihoods | undefined)[];
  /** The same, of versions as well that were not compared. */
  private readonly allLikelihoods: readonly Likelihoods[];
  /** Versions that may be taken instead, by place; none where something states what a copy is of. */
  private readonly published: readonly (readonly string[])[];
  /** Places where they were: no evidence of what asks for them. */
  private readonly replaced = new Set<number>();
  /** Places that have versions besides that nobody asks for. */
  readonly widened = new Set<number>();
  private readonly asksBy: ReadonlyMap<number, readonly Requirement[]>;
  private readonly asksOf: ReadonlyMap<number, readonly Requirement[]>;
  /** What `canBeInOne` said in this step. */
  private readonly answers = new Map<string, boolean>();
  private readonly fits: Fits = fitterOfRanges();

  constructor(copies: readonly RecognisedCopy[], asks: readonly Requirement[], published: PublishedVersions) {
    this.published = copies.map(({ name, isStated }) => (isStated ? [] : (published.get(name) ?? [])));
    this.whole = copies.map(({ candidateVersions }) => candidateVersions);
    this.brackets = this.whole;
    this.likeliest = copies.map(({ plausible }) => plausible[0]);
    this.doubtful = new Set(copies.flatMap((copy, place) => (isDoubtful(copy) ? [place] : [])));
    this.likelihoods = copies.map(({ likelihoods }) => likelihoods);
    this.allLikelihoods = copies.map(allLikelihoods);
    this.asksBy = groupBy(asks, ({ dependent }) => [dependent]);
    this.asksOf = groupBy(asks, ({ targets }) => targets);
  }

  private bracket(place: number): readonly string[] {
    return this.seen[place] ?? [];
  }

  /** @returns whether something changed. */
  step(): boolean {
    const known = this.replaced.size;
    const count = this.count();
    this.seen = this.brackets;
    this.brackets = this.seen.map((_bracket, place) => this.narrowTarget(place));
    const hasReplaced = this.replaced.size > known;
    if (hasReplaced) this.restart();
    this.seen = [...this.brackets];
    this.answers.clear();
    for (const asks of this.asksBy.values()) this.narrowAsker(asks);
    return hasReplaced || this.count() !== count;
  }

  /** Takes back what was narrowed by copies that were taken for something else. */
  private restart(): void {
    this.brackets = this.brackets.map((bracket, place) =>
      this.replaced.has(place) ? bracket : (this.whole[place] ?? []),
    );
  }

  /** What a copy that asks can be of: an override is of a version that nobody asks for. */
  private asking(place: number): readonly string[] {
    const whole = this.replaced.has(place) ? (this.whole[place] ?? []) : [];
    return [...whole, ...this.bracket(place)];
  }

  private canBeIn(place: number, ranges: readonly string[]): boolean {
    return this.bracket(place).some(fitterOfAny(ranges, this.fits));
  }

  /** The ranges of an ask by every version that the asker can be of; null when one of them does not ask, or it may be another package. */
  private rangesOf({ dependent, ranges }: Requirement): readonly string[] | null {
    if (this.doubtful.has(dependent)) return null;
    const asking = new Set(this.asking(dependent).map((version) => ranges.get(version)));
    const known = [...asking].filter((range) => range !== undefined);
    return known.length === 0 || known.length < asking.size ? null : known;
  }

  /** The same of one range, which many versions ask for. */
  private canBeInOne(place: number, range: string): boolean {
    const key = `${place} ${range}`;
    const known = this.answers.get(key) ?? this.canBeIn(place, [range]);
    this.answers.set(key, known);
    return known;
  }

  private isMet({ ranges, targets }: Requirement, version: string): boolean {
    const range = ranges.get(version);
    return range !== undefined && targets.some((target) => this.canBeInOne(target, range));
  }

  /** Takes the versions that ask for what nothing there can be; none when all do, as then something else is wrong. */
  private narrowAsker(asks: readonly Requirement[]): void {
    const asker = asks[0]?.dependent ?? -1;
    const bracket = this.brackets[asker] ?? [];
    const telling = asks.filter(
      (ask) =>
        !ask.targets.some((target) => this.replaced.has(target)) &&
        bracket.some((version) => this.isMet(ask, version)),
    );
    this.brackets[asker] = this.askersLeft(asker, telling);
  }

  private askersLeft(asker: number, telling: readonly Requirement[]): readonly string[] {
    const bracket = this.brackets[asker] ?? [];
    const left = this.meeting(bracket, telling);
    if (left.length === 0) return bracket;
    const kept = this.withLikeliest(asker, left);
    if (kept.length === left.length) return left;
    // A single thing that is not as the likeliest asks for may be an override: it says nothing of the others either.
    const likeliest = this.likeliest[asker] ?? '';
    const met = telling.filter((ask) => !ask.ranges.has(likeliest) || this.isMet(ask, likeliest));
    return met.length + 1 < telling.length ? kept : this.meeting(bracket, met);
  }

  /** The versions that ask for what can be there. */
  private meeting(bracket: readonly string[], asks: readonly Requirement[]): readonly string[] {
    return bracket.filter((version) => {
      const unmet = asks.filter((ask) => ask.ranges.has(version) && !this.isMet(ask, version));
      const ofKin = unmet.filter(({ isKin }) => isKin).length;
      return (
        ofKin === unmet.length &&
        ofKin <= Math.max(MAX_UNMET_OF_TRAIN, MAX_UNMET_SHARE_OF_TRAIN * asks.length)
      );
    });
  }

  /** With the version that the code is much more like: what it asks for may be there and not have been recognised. */
  private withLikeliest(place: number, left: readonly string[]): readonly string[] {
    const likeliest = this.likeliest[place] ?? '';
    const values = this.likelihoods[place];
    const bracket = this.brackets[place] ?? [];
    if (!values || left.includes(likeliest) || !bracket.includes(likeliest)) return left;
    const valueOf = (version: string): number => values.get(version) ?? -Infinity;
    if (valueOf(likeliest) - Math.max(...left.map(valueOf)) < MIN_LEAD_OVER_UNMET) return left;
    return bracket.filter((version) => version === likeliest || left.includes(version));
  }

  /**
   * Takes the versions that are in no range of somebody who can be given this copy alone; where others could be given too, those that
   * are in nobody's range.
   */
  private narrowTarget(place: number): readonly string[] {
    const asks = this.asksOf.get(place) ?? [];
    const known = asks.flatMap((ask) => {
      const ranges = this.rangesOf(ask);
      return ranges ? [{ ranges, isAlone: !this.hasOther(place, ask.targets, ranges) }] : [];
    });
    const alone = known.filter(({ isAlone }) => isAlone);
    const all = known.flatMap(({ ranges }) => ranges);
    const must =
      alone.length === 0 && this.isLikelyIn(place, all) ? [all] : alone.map(({ ranges }) => ranges);
    const tests = must.map((ranges) => fitterOfAny(ranges, this.fits));
    const isAsked = (version: string): boolean => tests.every((isIn) => isIn(version));
    const left = this.bracket(place).filter(isAsked);
    if (left.length > 0) return this.withLikelier(place, left);
    return asks.some((ask) => this.mayMean(ask, place)) ? this.bracket(place) : this.replace(place, isAsked);
  }

  private withLikelier(place: number, left: readonly string[]): readonly string[] {
    const kept = withFarLikelier(left, this.bracket(place), this.allLikelihoods[place]);
    if (kept.length > left.length) this.widened.add(place);
    return kept;
  }

  private replace(place: number, isAsked: (version: string) => boolean): readonly string[] {
    const asked = this.published[place]?.filter(isAsked) ?? [];
    if (asked.length === 0) return this.bracket(place);
    this.replaced.add(place);
    return asked;
  }

  /** Who asks for a place. */
  askersOf(place: number): number[] {
    return (this.asksOf.get(place) ?? []).map(({ dependent }) => dependent);
  }

  /** Whether who asks can be of a version that asks for what a copy can be: then somebody else asks for one that was not recognised. */
  private mayMean({ dependent, ranges }: Requirement, place: number): boolean {
    const possible = this.asking(dependent).flatMap((version) => ranges.get(version) ?? []);
    return this.canBeIn(place, possible);
  }

  private hasOther(place: number, targets: readonly number[], ranges: readonly string[]): boolean {
    return targets.some((target) => target !== place && this.canBeIn(target, ranges));
  }

  /** Whether the likeliest version is in one of the ranges: else somebody may have asked for the copy who was not recognised. */
  private isLikelyIn(place: number, ranges: readonly string[]): boolean {
    const likeliest = this.likeliest[place];
    return likeliest !== undefined && ranges.some((range) => this.fits(likeliest, range));
  }

  private count(): number {
    return this.brackets.reduce((sum, { length }) => sum + length, 0);
  }
}

/**
 * Leaves in brackets what installers could have chosen: versions in the ranges that the other packages of the bundle ask for, and that ask
 * for what is there. Where none of a bracket is in these ranges, what was published in them is added, if nothing states the version: code
 * is the same in several versions, and not all are known; but it may be an override as well. Else nothing is taken where nothing would be
 * left: a name that was replaced, an override, or a copy that was not recognised.
 */
export function withinRanges(
  named: RecognisedBundle,
  manifests: Manifests,
  published: PublishedVersions,
): RecognisedBundle {
  const asks = requirementsIn(named, manifests);
  const copies = withRequiredPreReleases(named.copies, asks);
  const narrowing = new Narrowing(copies, asks, published);
  for (let round = 0; round < MAX_NARROWING_ROUNDS && narrowing.step(); round += 1);
  const outcomeOf = (place: number): Outcome => ({
    bracket: narrowing.brackets[place] ?? [],
    isWidened: narrowing.widened.has(place),
    askers: narrowing.askersOf(place).flatMap((asker) => {
      const copy = copies[asker];
      return copy ? [{ copy, bracket: narrowing.brackets[asker] ?? [] }] : [];
    }),
  });
  return { ...named, copies: copies.map((copy, place) => narrowed(copy, outcomeOf(place))) };
}
