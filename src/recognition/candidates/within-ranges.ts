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
type CandidateLists = (readonly string[])[];

/**
 * Removes candidate versions until the copies meet each other's requirements. Each step changes all copies at once, so the order of
 * copies does not matter.
 */
class Narrowing {
  candidates: CandidateLists;
  /** The candidates as the present step began. */
  private seen: CandidateLists = [];
  /** The candidates before narrowing. */
  private readonly whole: CandidateLists;
  private readonly likeliest: readonly (string | undefined)[];
  /** Positions of copies that may be of another package. */
  private readonly doubtful: ReadonlySet<number>;
  private readonly likelihoods: readonly (Likelihoods | undefined)[];
  /** The same, also for versions that were not compared: they have the values of their neighbours. */
  private readonly allLikelihoods: readonly Likelihoods[];
  /** Versions that may replace the candidates, by position; none for copies with a stated version. */
  private readonly published: readonly (readonly string[])[];
  /** Positions whose candidates were replaced: they prove nothing about their dependents. */
  private readonly replaced = new Set<number>();
  /** Positions that keep versions which no dependent allows. */
  readonly widened = new Set<number>();
  private readonly requirementsByDependent: ReadonlyMap<number, readonly Requirement[]>;
  private readonly requirementsByTarget: ReadonlyMap<number, readonly Requirement[]>;
  /** Results of `canBeInOne` in the present step. */
  private readonly results = new Map<string, boolean>();
  private readonly fits: Fits = fitterOfRanges();

  constructor(copies: readonly RecognisedCopy[], all: readonly Requirement[], published: PublishedVersions) {
    this.published = copies.map(({ name, isStated }) => (isStated ? [] : (published.get(name) ?? [])));
    this.whole = copies.map(({ candidateVersions }) => candidateVersions);
    this.candidates = this.whole;
    this.likeliest = copies.map(({ plausible }) => plausible[0]);
    this.doubtful = new Set(copies.flatMap((copy, place) => (isDoubtful(copy) ? [place] : [])));
    this.likelihoods = copies.map(({ likelihoods }) => likelihoods);
    this.allLikelihoods = copies.map(allLikelihoods);
    this.requirementsByDependent = groupBy(all, ({ dependent }) => [dependent]);
    this.requirementsByTarget = groupBy(all, ({ targets }) => targets);
  }

  private candidatesOf(place: number): readonly string[] {
    return this.seen[place] ?? [];
  }

  /** @returns whether something changed. */
  step(): boolean {
    const known = this.replaced.size;
    const count = this.count();
    this.seen = this.candidates;
    this.candidates = this.seen.map((_candidates, place) => this.narrowTarget(place));
    const hasReplaced = this.replaced.size > known;
    if (hasReplaced) this.restart();
    this.seen = [...this.candidates];
    this.results.clear();
    for (const requirements of this.requirementsByDependent.values()) this.narrowDependent(requirements);
    return hasReplaced || this.count() !== count;
  }

  /** Restores all candidates that were narrowed before some were replaced. */
  private restart(): void {
    this.candidates = this.candidates.map((candidates, place) =>
      this.replaced.has(place) ? candidates : (this.whole[place] ?? []),
    );
  }

  /** Versions that a dependent may have. If its candidates were replaced, the first ones count too: it may be an override. */
  private possibleVersions(place: number): readonly string[] {
    const whole = this.replaced.has(place) ? (this.whole[place] ?? []) : [];
    return [...whole, ...this.candidatesOf(place)];
  }

  private canBeIn(place: number, ranges: readonly string[]): boolean {
    return this.candidatesOf(place).some(fitterOfAny(ranges, this.fits));
  }

  /** Ranges of a requirement over all versions of the dependent; null if one lacks it, or the dependent may be another package. */
  private rangesOf({ dependent, ranges }: Requirement): readonly string[] | null {
    if (this.doubtful.has(dependent)) return null;
    const all = new Set(this.possibleVersions(dependent).map((version) => ranges.get(version)));
    const known = [...all].filter((range) => range !== undefined);
    return known.length === 0 || known.length < all.size ? null : known;
  }

  /** Whether a copy has a candidate in a range. The result is kept for the step, as many versions require the same range. */
  private canBeInOne(place: number, range: string): boolean {
    const key = `${place} ${range}`;
    const known = this.results.get(key) ?? this.canBeIn(place, [range]);
    this.results.set(key, known);
    return known;
  }

  private isMet({ ranges, targets }: Requirement, version: string): boolean {
    const range = ranges.get(version);
    return range !== undefined && targets.some((target) => this.canBeInOne(target, range));
  }

  /** Removes versions of a dependent whose requirements nothing can meet; none if that would remove all of them. */
  private narrowDependent(requirements: readonly Requirement[]): void {
    const dependent = requirements[0]?.dependent ?? -1;
    const candidates = this.candidates[dependent] ?? [];
    const informative = requirements.filter(
      (each) =>
        !each.targets.some((target) => this.replaced.has(target)) &&
        candidates.some((version) => this.isMet(each, version)),
    );
    this.candidates[dependent] = this.remainingVersions(dependent, informative);
  }

  private remainingVersions(dependent: number, informative: readonly Requirement[]): readonly string[] {
    const candidates = this.candidates[dependent] ?? [];
    const left = this.meeting(candidates, informative);
    if (left.length === 0) return candidates;
    const kept = this.withLikeliest(dependent, left);
    if (kept.length === left.length) return left;
    // A single unmet requirement of the likeliest version may be due to an override: it proves nothing about other versions.
    const likeliest = this.likeliest[dependent] ?? '';
    const met = informative.filter((each) => !each.ranges.has(likeliest) || this.isMet(each, likeliest));
    return met.length + 1 < informative.length ? kept : this.meeting(candidates, met);
  }

  /** The versions whose requirements can be met. */
  private meeting(candidates: readonly string[], requirements: readonly Requirement[]): readonly string[] {
    return candidates.filter((version) => {
      const unmet = requirements.filter((each) => each.ranges.has(version) && !this.isMet(each, version));
      const most = Math.max(MAX_UNMET_OF_TRAIN, MAX_UNMET_SHARE_OF_TRAIN * requirements.length);
      return unmet.length <= most && unmet.every(({ isSameGroup }) => isSameGroup);
    });
  }

  /** Keeps the likeliest version if the code fits it much better: what it requires may be there without being recognised. */
  private withLikeliest(place: number, left: readonly string[]): readonly string[] {
    const likeliest = this.likeliest[place] ?? '';
    const values = this.likelihoods[place];
    const candidates = this.candidates[place] ?? [];
    if (!values || left.includes(likeliest) || !candidates.includes(likeliest)) return left;
    const valueOf = (version: string): number => values.get(version) ?? -Infinity;
    if (valueOf(likeliest) - Math.max(...left.map(valueOf)) < MIN_LEAD_OVER_UNMET) return left;
    return candidates.filter((version) => version === likeliest || left.includes(version));
  }

  /**
   * Removes candidate versions that a dependent's range excludes, if only this copy can meet the requirement. If other copies can,
   * too, removes those that all ranges exclude.
   */
  private narrowTarget(place: number): readonly string[] {
    const requirements = this.requirementsByTarget.get(place) ?? [];
    const known = requirements.flatMap((each) => {
      const ranges = this.rangesOf(each);
      return ranges ? [{ ranges, isAlone: !this.hasOther(place, each.targets, ranges) }] : [];
    });
    const alone = known.filter(({ isAlone }) => isAlone);
    const all = known.flatMap(({ ranges }) => ranges);
    const must =
      alone.length === 0 && this.isLikelyIn(place, all) ? [all] : alone.map(({ ranges }) => ranges);
    const tests = must.map((ranges) => fitterOfAny(ranges, this.fits));
    const isAllowed = (version: string): boolean => tests.every((isIn) => isIn(version));
    const left = this.candidatesOf(place).filter(isAllowed);
    if (left.length > 0) return this.withLikelier(place, left);
    return requirements.some((each) => this.mayTarget(each, place))
      ? this.candidatesOf(place)
      : this.replace(place, isAllowed);
  }

  private withLikelier(place: number, left: readonly string[]): readonly string[] {
    const kept = withFarLikelier(left, this.candidatesOf(place), this.allLikelihoods[place]);
    if (kept.length > left.length) this.widened.add(place);
    return kept;
  }

  private replace(place: number, isAllowed: (version: string) => boolean): readonly string[] {
    const required = this.published[place]?.filter(isAllowed) ?? [];
    if (required.length === 0) return this.candidatesOf(place);
    this.replaced.add(place);
    return required;
  }

  /** Positions of the dependents of a copy. */
  dependentsOf(place: number): number[] {
    return (this.requirementsByTarget.get(place) ?? []).map(({ dependent }) => dependent);
  }

  /** Whether a possible version of the dependent allows this copy: another dependent then requires a copy that was not recognised. */
  private mayTarget({ dependent, ranges }: Requirement, place: number): boolean {
    const possible = this.possibleVersions(dependent).flatMap((version) => ranges.get(version) ?? []);
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
    return this.candidates.reduce((sum, { length }) => sum + length, 0);
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
  const requirements = requirementsIn(named, manifests);
  const copies = withRequiredPreReleases(named.copies, requirements);
  const narrowing = new Narrowing(copies, requirements, published);
  for (let round = 0; round < MAX_NARROWING_ROUNDS && narrowing.step(); round += 1);
  const outcomeOf = (place: number): Outcome => ({
    candidates: narrowing.candidates[place] ?? [],
    isWidened: narrowing.widened.has(place),
    dependents: narrowing.dependentsOf(place).flatMap((dependent) => {
      const copy = copies[dependent];
      return copy ? [{ copy, candidates: narrowing.candidates[dependent] ?? [] }] : [];
    }),
  });
  return { ...named, copies: copies.map((copy, place) => narrowed(copy, outcomeOf(place))) };
}
