import { bestFit, MISSING } from './best-fit.js';
import { dependents } from './dependents.js';
import { weighFeatures, type FileScorer, type FileWeigher } from './file-scores.js';
import type { ObservedText } from './observed-text.js';
import type { Piece } from './pieces.js';
import type { PlacedPiece } from './segments.js';

/** ECMAScript modules are hoisted more often than wrapped: of two files that say the same the other one is likelier. */
const HOISTED = 0.65;
/** Share of a module's weight that its file must explain; most explain .9. */
const LEAST_SHARE = 0.5;
const LEAST_WEIGHT = 3;
/** Files that have so much of what the best one has are held against it version by version. */
const NEAR_BEST = 0.85;

/** Of packages that fit as well the one that more others ask for is the likelier one; a single feature that only one has says more. */
const MOST_ASKED = 0.4;

/** By what is told how well files explain a module. */
interface Explaining {
  readonly observed: ObservedText;
  /** What files weigh, see `usualWeights`. */
  readonly usual: (file: number) => number;
  readonly weigh: FileWeigher;
}

/** By what pieces are placed. */
export interface Placing extends Explaining {
  readonly score: FileScorer;
}

/** How much better a module is explained by a file that has some of its weight than by none, about. */
function roughGain(file: number, weight: number, { observed, usual }: Explaining): number {
  const gain = weight - MISSING * Math.max(0, usual(file) - weight);
  return observed.index.files[file]?.isModule ? HOISTED * gain : gain;
}

/** The same by the version that fits best, of a file that is near the best one. */
function exactGain(
  number: number,
  features: readonly number[],
  explaining: Explaining & { readonly isSampled: boolean },
): number {
  const { index } = explaining.observed;
  const file = index.files[number];
  const fit = bestFit(features, number, explaining);
  const asking = dependents(index).get(file?.package.name ?? '') ?? 0;
  return (file?.isModule ? HOISTED * fit : fit) + (MOST_ASKED * asking) / (1 + asking);
}

/**
 * How much better a module is explained by files than by none, by their numbers.
 * @param weights what they share with it.
 */
export function gainsOf(
  weights: ReadonlyMap<number, number>,
  features: readonly number[],
  explaining: Explaining,
): [file: number, gain: number][] {
  const { files } = explaining.observed.index;
  const most = Math.max(0, ...weights.values());
  const isNear = (weight: number): boolean => weight >= NEAR_BEST * most;
  const near = [...weights].flatMap(([file, weight]) => (isNear(weight) ? [files[file]] : []));
  const isSampled = near.some((file) => (file?.package.shapeSample ?? 1) > 1);
  return [...weights].map(([file, weight]) => [
    file,
    isNear(weight)
      ? exactGain(file, features, { ...explaining, isSampled })
      : roughGain(file, weight, explaining),
  ]);
}

/** The file that explains a module best; null when none explains enough of it. */
export function placeModule(piece: Piece, placing: Placing): PlacedPiece | null {
  const { observed, score } = placing;
  const total = weighFeatures(piece.features, observed);
  const weights = new Map<number, number>();
  let bestGain = 0;
  let bestWeight = 0;
  score(piece.features, (file, guess) => {
    // What shapes stand for that are left out may be more than there is.
    const weight = Math.min(guess, total);
    if (weight < NEAR_BEST * bestWeight) return;
    if (piece.isCommonJs && observed.index.files[file]?.isModule) return;
    weights.set(file, weight);
    // It gains no more than its weight.
    const gain = weight > bestGain ? roughGain(file, weight, placing) : 0;
    if (gain > bestGain) [bestGain, bestWeight] = [gain, weight];
  });
  if (bestWeight < LEAST_WEIGHT || bestWeight < LEAST_SHARE * total) return null;
  const near = new Map([...weights].filter(([, weight]) => weight >= NEAR_BEST * bestWeight));
  const [best] = gainsOf(near, piece.features, placing).sort(([, a], [, b]) => b - a);
  const file = observed.index.files[best?.[0] ?? -1];
  return file ? { piece, file, weight: near.get(file.number) ?? 0, total } : null;
}
