import {
  UNCOMPARED_SCORE,
  SCORE_PER_RELEASE,
  IMPLAUSIBLE_SCORE,
  UNSTATED_SCORE,
  NOT_NEWEST_SCORE,
  FIRST_OF_RANGE_SCORE,
  OUT_OF_RANGE_SCORE,
  NO_REQUIREMENT_SCORE,
  SIBLING_SCORE,
  SCORE_ROUNDS,
} from '../parameters/candidates.js';
import { requirementsIn, type Requirement } from './requirements-between-copies.js';
import { TEMPERATURE } from '../parameters/likelihood.js';
import { groupBy } from '../../model/index.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import type { PublishedVersions } from './published-versions.js';
import { ascending, fitterOfRanges, type Fits } from '../likelihood/versions-to-try.js';

/** Log-probabilities of versions: 0 for the likeliest. */
type Scores = ReadonlyMap<string, number>;

/** Scores of versions: those that were compared as given, the others by their neighbours. @param versions ascending. */
function besideCompared(versions: readonly string[], compared: Scores): Map<string, number> {
  const scores = new Map<string, number>();
  for (const order of [versions, versions.toReversed()]) {
    let beside = -Infinity;
    for (const version of order) {
      const own = compared.get(version);
      const score = own ?? beside + UNCOMPARED_SCORE;
      beside = own ?? beside + SCORE_PER_RELEASE;
      scores.set(version, Math.max(score, scores.get(version) ?? -Infinity));
    }
  }
  return scores;
}

/** Scores by a copy's own code alone. */
function ownScores({
  candidateVersions,
  plausible,
  isStated,
  likelihoods = new Map(),
}: RecognisedCopy): Scores {
  const compared = [...likelihoods].filter(([, value]) => Number.isFinite(value));
  if (isStated || compared.length === 0) {
    const likely = new Set(plausible);
    const other = isStated ? UNSTATED_SCORE : IMPLAUSIBLE_SCORE;
    return new Map(candidateVersions.map((version) => [version, likely.has(version) ? 0 : other]));
  }
  const known = new Map(compared.map(([version, value]) => [version, value / TEMPERATURE]));
  const scores = besideCompared(ascending([...candidateVersions, ...known.keys()]), known);
  const best = Math.max(...candidateVersions.map((version) => scores.get(version) ?? -Infinity));
  return new Map(candidateVersions.map((version) => [version, (scores.get(version) ?? best) - best]));
}

function bestOf(scores: Scores): number {
  return Math.max(...scores.values());
}

/** The likeliest version; the newest of equally likely ones. */
function likeliestIn(scores: Scores): string | undefined {
  let best: string | undefined;
  for (const [version, score] of scores)
    if (best === undefined || score >= (scores.get(best) ?? -Infinity)) best = version;
  return best;
}

/** The scope of a package's name; without a scope the name itself. */
function scopeOf({ name }: RecognisedCopy): string {
  return name.slice(0, name.indexOf('/') + 1) || name;
}

/** Guesses the versions of copies by their code and by their requirements of each other. */
class Guesses {
  /** By position: scores by a copy's code and by the code of what it requires. */
  private scores: readonly Scores[];
  guesses: readonly (string | undefined)[];
  private readonly own: readonly Scores[];
  private readonly copies: readonly RecognisedCopy[];
  private readonly published: PublishedVersions;
  private readonly fits: Fits = fitterOfRanges();
  private readonly newest = new Map<string, string | undefined>();
  /** Names of the copies with a single candidate version, by scope and version. */
  private readonly exact = new Map<string, Set<string>>();
  /** How well a copy meets a range, by position and range, at the present scores. */
  private known = new Map<string, number>();
  private readonly requirementsBy: ReadonlyMap<number, readonly Requirement[]>;
  private readonly requirementsOf: ReadonlyMap<number, readonly Requirement[]>;

  constructor(
    copies: readonly RecognisedCopy[],
    requirements: readonly Requirement[],
    published: PublishedVersions,
  ) {
    this.copies = copies;
    this.published = published;
    this.requirementsBy = groupBy(requirements, ({ dependent }) => [dependent]);
    this.requirementsOf = groupBy(requirements, ({ targets }) => targets);
    for (const copy of copies)
      if (copy.candidateVersions.length === 1) this.addExact(copy, copy.candidateVersions[0] ?? '');
    this.own = copies.map(ownScores);
    this.scores = this.own;
    for (let round = 0; round < SCORE_ROUNDS; round += 1) {
      this.scores = this.own.map((own, place) => this.withRequirements(own, place));
      this.known = new Map();
    }
    this.guesses = this.scores.map(likeliestIn);
    for (let round = 0; round < SCORE_ROUNDS; round += 1)
      this.guesses = this.scores.map((own, place) => this.guess(own, place));
  }

  private addExact(copy: RecognisedCopy, version: string): void {
    const key = `${scopeOf(copy)} ${version}`;
    this.exact.set(key, (this.exact.get(key) ?? new Set()).add(copy.name));
  }

  /** Whether another package of the scope certainly has this version. The first release of a major version does not count. */
  private isWithSibling(copy: RecognisedCopy, version: string): boolean {
    if (version.endsWith('.0.0')) return false;
    const names = this.exact.get(`${scopeOf(copy)} ${version}`);
    return names !== undefined && names.size > (names.has(copy.name) ? 1 : 0);
  }

  /** The newest known version in a range, which installers take. */
  private newestIn(name: string, range: string): string | undefined {
    const key = `${name} ${range}`;
    if (!this.newest.has(key))
      this.newest.set(
        key,
        this.published.get(name)?.findLast((version) => this.fits(version, range)),
      );
    return this.newest.get(key);
  }

  /** How well a version meets a dependent's range. */
  private meets(name: string, version: string, range: string): number {
    if (!this.fits(version, range)) return OUT_OF_RANGE_SCORE;
    if (version === range || version === this.newestIn(name, range)) return 0;
    return version === range.slice(1) ? FIRST_OF_RANGE_SCORE : NOT_NEWEST_SCORE;
  }

  /** How well a copy meets a range. A copy without known versions meets every range. */
  private metBy(target: number, range: string): number {
    const { name = '' } = this.copies[target] ?? {};
    const scores = this.scores[target] ?? new Map<string, number>();
    if (scores.size === 0) return 0;
    const met = [...scores].map(([version, score]) => score + this.meets(name, version, range));
    return Math.max(...met) - bestOf(scores);
  }

  /** How well the best of several copies meets a range. */
  private met(range: string, targets: readonly number[]): number {
    let best = OUT_OF_RANGE_SCORE;
    for (const target of targets) {
      const key = `${target} ${range}`;
      const met = this.known.get(key) ?? this.metBy(target, range);
      this.known.set(key, met);
      best = Math.max(best, met);
    }
    return best;
  }

  private withRequirements(own: Scores, place: number): Scores {
    if (own.size < 2) return own;
    const scores = new Map(own);
    for (const { ranges, targets } of this.requirementsBy.get(place) ?? []) {
      const known = new Map<string | undefined, number>([[undefined, NO_REQUIREMENT_SCORE]]);
      for (const [version, score] of scores) {
        const range = ranges.get(version);
        const met = known.get(range) ?? this.met(range ?? '', targets);
        known.set(range, met);
        scores.set(version, score + met);
      }
    }
    return scores;
  }

  private guess(scores: Scores, place: number): string | undefined {
    const copy = this.copies[place];
    if (!copy || scores.size < 2) return copy?.candidateVersions[0];
    const { name } = copy;
    const required = (this.requirementsOf.get(place) ?? []).flatMap(({ dependent, ranges, targets }) => {
      const range = ranges.get(this.guesses[dependent] ?? '');
      return range === undefined ? [] : [{ range, isMet: this.isMetElsewhere(range, targets, place) }];
    });
    const total = [...scores].map(([version, score]): [string, number] => {
      const met = required.map(({ range, isMet }) =>
        Math.max(this.meets(name, version, range), isMet ? NOT_NEWEST_SCORE : -Infinity),
      );
      const first = score + (this.isWithSibling(copy, version) ? SIBLING_SCORE : 0);
      return [version, met.reduce((sum, each) => sum + each, first)];
    });
    return likeliestIn(new Map(total));
  }

  private isMetElsewhere(range: string, targets: readonly number[], place: number): boolean {
    return targets.some((target) => target !== place && this.fits(this.guesses[target] ?? '', range));
  }
}

/**
 * Moves the likeliest version of each copy to the front of `plausible`, by code and requirements together. Candidate versions stay as
 * they are.
 */
export function withLikeliest(
  named: RecognisedBundle,
  manifests: Manifests,
  published: PublishedVersions,
): RecognisedBundle {
  const { guesses } = new Guesses(named.copies, requirementsIn(named, manifests), published);
  const copies = named.copies.map((copy, place) => {
    const guess = guesses[place];
    const others = copy.plausible.filter((version) => version !== guess);
    return guess === undefined ? copy : { ...copy, plausible: [guess, ...others] };
  });
  return { ...named, copies };
}
