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

/** The candidate versions of each copy, by position. */
type Brackets = (readonly string[])[];

/**
 * Removes candidate versions until the copies meet each other's requirements. Each step changes all copies at once, so the order of
 * copies does not matter.
 */
class Narrowing {
  brackets: Brackets;
  /** The candidates before the present step. */
  private seen: Brackets = [];
  /** The candidates before narrowing. */
  private readonly whole: Brackets;
  private readonly likeliest: readonly (string | undefined)[];
  /** Positions of copies that may be of another package. */
  private readonly doubtful: ReadonlySet<number>;
  private readonly likelihoods: readonly (Likelihoods | undefined)[];
  /** The same, with versions that were not compared. */
  private readonly allLikelihoods: readonly Likelihoods[];
  /** Versions that may replace the candidates, by position; none for copies with a stated version. */
  private readonly published: readonly (readonly string[])[];
  /** Positions whose candidates were replaced: they prove nothing about their dependents. */
  private readonly replaced = new Set<number>();
  /** Positions that keep versions which no dependent allows. */
  readonly widened = new Set<number>();
  private readonly asksBy: ReadonlyMap<number, readonly Requirement[]>;
  private readonly asksOf: ReadonlyMap<number, readonly Requirement[]>;
  /** Results of `canBeInOne` in the present step. */
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

  /** Restores all candidates that were narrowed before some were replaced. */
  private restart(): void {
    this.brackets = this.brackets.map((bracket, place) =>
      this.replaced.has(place) ? bracket : (this.whole[place] ?? []),
    );
  }

  /** Versions that a dependent may have. A replaced copy may still be an override, with its first candidates. */
  private asking(place: number): readonly string[] {
    const whole = this.replaced.has(place) ? (this.whole[place] ?? []) : [];
    return [...whole, ...this.bracket(place)];
  }

  private canBeIn(place: number, ranges: readonly string[]): boolean {
    return this.bracket(place).some(fitterOfAny(ranges, this.fits));
  }

  /**
   * The ranges of a requirement over all versions of the dependent; null if one of them lacks the requirement, or if the dependent
   * may be another package.
   */
  private rangesOf({ dependent, ranges }: Requirement): readonly string[] | null {
    if (this.doubtful.has(dependent)) return null;
    const asking = new Set(this.asking(dependent).map((version) => ranges.get(version)));
    const known = [...asking].filter((range) => range !== undefined);
    return known.length === 0 || known.length < asking.size ? null : known;
  }

  /** Whether a copy can be in a single range, which many versions require. */
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

  /**
   * Removes versions of a dependent whose requirements nothing can meet; none if all versions have such requirements, as then
   * something else is wrong.
   */
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
    // A single unmet requirement of the likeliest version may be due to an override, and then proves nothing about the other
    // versions.
    const likeliest = this.likeliest[asker] ?? '';
    const met = telling.filter((ask) => !ask.ranges.has(likeliest) || this.isMet(ask, likeliest));
    return met.length + 1 < telling.length ? kept : this.meeting(bracket, met);
  }

  /** The versions whose requirements can be met. */
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

  /** Keeps the likeliest version if the code fits it much better: what it requires may be there without being recognised. */
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
   * Removes candidate versions that a dependent's range excludes, if only this copy can meet the requirement. If other copies can,
   * too, removes those that all ranges exclude.
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

  /** Positions of the dependents of a copy. */
  askersOf(place: number): number[] {
    return (this.asksOf.get(place) ?? []).map(({ dependent }) => dependent);
  }

  /** Whether a dependent may have a version that allows this copy: then another dependent requires a copy that was not recognised. */
  private mayMean({ dependent, ranges }: Requirement, place: number): boolean {
    const possible = this.asking(dependent).flatMap((version) => ranges.get(version) ?? []);
    return this.canBeIn(place, possible);
  }

  private hasOther(place: number, targets: readonly number[], ranges: readonly string[]): boolean {
    return targets.some((target) => target !== place && this.canBeIn(target, ranges));
  }

  /** Whether one of the ranges allows the likeliest version; if not, an unrecognised dependent may require this copy. */
  private isLikelyIn(place: number, ranges: readonly string[]): boolean {
    const likeliest = this.likeliest[place];
    return likeliest !== undefined && ranges.some((range) => this.fits(likeliest, range));
  }

  private count(): number {
    return this.brackets.reduce((sum, { length }) => sum + length, 0);
  }
}

/**
 * Keeps the candidate versions that installers could have chosen: those in the ranges of their dependents, whose own requirements are
 * met. If no candidate of a copy is in the ranges, published versions in them are added, unless the version is stated: several
 * versions have the same code, and not all are indexed. The old candidates stay, as the copy may be an override. Nothing is removed
 * if nothing would be left: the package was renamed, overridden, or a copy was not recognised.
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
