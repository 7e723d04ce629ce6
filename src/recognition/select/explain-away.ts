import {
  MIN_OWN_SHARE,
  MUCH_OWN_WEIGHT,
  MIN_OWN_SHARE_OF_LITTLE,
  MIN_OWN_SHARE_OF_REQUIRED,
  SAME_FILE,
  MAX_COVERAGE_OF_PART,
  MIN_GAIN_OF_RIVAL,
  HOISTED_BASE,
  HOISTED_NON_MODULE_FACTOR,
} from '../parameters/select.js';
import type { IndexedFile } from '../index/fingerprint-index.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { bestFitter } from '../place/best-fit.js';
import { MISSING_COST } from '../parameters/place.js';
import { areReleasedTogether, groupsAmong } from './release-snapshots.js';
import { NO_SNAPSHOTS } from '../release-snapshots.js';
import { fileScorer, weighFeatures } from '../place/file-scores.js';
import { gainsOf } from '../place/place-modules.js';
import type { RecognisedText } from '../recognised-text.js';
import type { Segment } from '../segment.js';

/** Package names that are known before a bundle is read. */
export interface KnownNames {
  /** Packages that something requires. */
  readonly required: ReadonlySet<string>;
  /** All packages that can be there, by a lockfile or SBOM; null without one. */
  readonly listed: ReadonlySet<string> | null;
}

/** How well a package explains a segment. */
interface Gain {
  readonly gain: number;
  /** Share of the segment that is explained, 0 to 1. */
  readonly share: number;
  /**
   * Share of its file that is there, 0 to 1. Null for ECMAScript modules, which bundlers take in part, and for packages with a sample
   * of shapes.
   */
  readonly coverage: number | null;
}

type Gains = ReadonlyMap<string, Gain>;

interface Candidate {
  readonly name: string;
  readonly gains: readonly Gains[];
}

/** Share of a file that is in a module, computed from what the missing part cost. */
function coverageOf(
  { isEsModule, package: { shapeSample } }: IndexedFile,
  weight: number,
  gain: number,
): number | null {
  if (isEsModule || shapeSample > 1 || weight === 0) return null;
  return weight / (weight + Math.max(0, weight - gain) / MISSING_COST);
}

/** Returns a function that computes how well each of some packages explains a segment. */
export function gainMeter(
  recognised: RecognisedText,
  names: ReadonlySet<string>,
): (segment: Segment) => Gains {
  const { observed, usual, weigh } = recognised;
  const { files } = observed.index;
  const explaining = { observed, usual, fit: bestFitter(observed, weigh) };
  const score = fileScorer(observed, groupsAmong(names, NO_SNAPSHOTS, observed.index));
  const hoistedGain = (file: number, weight: number): number =>
    weight *
    (files[file]?.isEsModule ? 1 : HOISTED_NON_MODULE_FACTOR) *
    Math.min(1, HOISTED_BASE + weight / Math.max(1, usual(file)));
  return ({ features, isWrapped }) => {
    const total = Math.max(1, weighFeatures(features, observed));
    const weights = new Map<number, number>();
    score(features, (file, weight) => weights.set(file, weight));
    const found = isWrapped
      ? gainsOf(weights, features, explaining)
      : [...weights].map(([file, weight]) => [file, hoistedGain(file, weight)] as const);
    const gains = new Map<string, Gain>();
    for (const [number, gain] of found) {
      const file = files[number];
      if (!file || gain <= (gains.get(file.package.name)?.gain ?? 0)) continue;
      const weight = weights.get(number) ?? 0;
      const coverage = isWrapped ? coverageOf(file, weight, gain) : null;
      gains.set(file.package.name, { gain, coverage, share: weight / total });
    }
    return gains;
  };
}

/** Whether a module is a whole file of one package, and only a part of the files of all packages that explain it as well. */
function isWholeOf(name: string, gains: Gains, left: ReadonlySet<string>): boolean {
  const { gain = 0, coverage = null, share = 0 } = gains.get(name) ?? {};
  if (coverage === null || coverage < SAME_FILE || share < SAME_FILE) return false;
  return [...gains].every(([other, each]) => {
    if (other === name || !left.has(other) || each.gain < MIN_GAIN_OF_RIVAL * gain) return true;
    return each.gain <= gain && each.coverage !== null && each.coverage < MAX_COVERAGE_OF_PART;
  });
}

/**
 * What only this package explains of its segments, as weight and as share.
 * @param canBeWhole whether a module that is a whole file counts as its own.
 */
function ownOf({ name, gains }: Candidate, left: ReadonlySet<string>, canBeWhole: boolean) {
  let own = 0;
  let all = 0;
  for (const each of gains) {
    const gain = each.get(name)?.gain ?? 0;
    const others = [...each].filter(([other]) => other !== name && left.has(other));
    const best = Math.max(0, ...others.map(([, other]) => other.gain));
    own += canBeWhole && isWholeOf(name, each, left) ? gain : Math.max(0, gain - best);
    all += gain;
  }
  return { own, share: all === 0 ? 0 : own / all };
}

type Standing = 'required' | 'unrequired' | 'unlisted';
/** The order in which packages are explained away. */
const ORDER: readonly Standing[] = ['unlisted', 'unrequired', 'required'];

function isRedundant(own: number, share: number, standing: Standing): boolean {
  if (standing === 'required') return share < MIN_OWN_SHARE_OF_REQUIRED;
  return share < (own < MUCH_OWN_WEIGHT || standing === 'unlisted' ? MIN_OWN_SHARE_OF_LITTLE : MIN_OWN_SHARE);
}

/** Names that accepted packages import. Imports within a release train are left out: they may be of another release. */
function importedBy(accepted: readonly AcceptedPackage[], { observed: { index } }: RecognisedText): string[] {
  return accepted.flatMap((each) =>
    each.imports.filter((name) => !areReleasedTogether(index, each.name, name)),
  );
}

/**
 * Names of accepted packages whose code other accepted packages explain as well: forks, similar clients of one service, packages that
 * hold another one's code. One is removed at a time, as the remaining ones may then be needed: first those that a lockfile lacks,
 * then the one that explains least by itself.
 */
export function explainedAway(
  accepted: readonly AcceptedPackage[],
  recognised: RecognisedText,
  { required, listed }: KnownNames,
): Set<string> {
  const left = new Set(accepted.map(({ name }) => name));
  const meter = gainMeter(recognised, left);
  const candidates = accepted.map(({ name, segments }) => ({
    name,
    gains: segments.map(({ segment }) => meter(segment)),
  }));
  const wanted = new Set([...required, ...importedBy(accepted, recognised)]);
  const standingOf = (name: string): Standing => {
    if (listed && !listed.has(name)) return 'unlisted';
    return wanted.has(name) ? 'required' : 'unrequired';
  };
  const redundant = new Set<string>();
  for (;;) {
    const [least] = candidates
      .filter(({ name }) => left.has(name))
      .map((each) => ({ each, standing: standingOf(each.name) }))
      .map(({ each, standing }) => ({
        name: each.name,
        standing,
        ...ownOf(each, left, standing !== 'unlisted'),
      }))
      .filter(({ own, share, standing }) => isRedundant(own, share, standing))
      .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || a.own - b.own);
    if (!least) return redundant;
    redundant.add(least.name);
    left.delete(least.name);
  }
}
