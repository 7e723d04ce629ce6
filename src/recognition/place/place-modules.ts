import {
  WRAPPED_MODULE_FACTOR,
  MIN_SHARE_OF_MODULE,
  MIN_SEGMENT_WEIGHT,
  NEAR_BEST_FILE,
  MAX_DEPENDENTS_BONUS,
  MISSING_COST,
} from '../parameters/place.js';
import type { FingerprintIndex, IndexedFile } from '../index/fingerprint-index.js';
import type { BestFitter } from './best-fit.js';
import { dependents } from '../index/dependents.js';
import { modulePackages } from '../index/module-packages.js';
import { weighFeatures, type FileScorer } from './file-scores.js';
import type { ObservedText } from '../read/observed-text.js';
import type { Piece } from '../read/pieces.js';
import type { PlacedPiece } from '../segment.js';

/** By what is told how well files explain a module. */
interface Explaining {
  readonly observed: ObservedText;
  /** What files weigh, see `usualWeights`. */
  readonly usual: (file: number) => number;
  readonly fit: BestFitter;
}

/** By what pieces are placed. */
export interface Placing extends Explaining {
  readonly score: FileScorer;
}

/** How much better a module is explained by a file that has some of its weight than by none, about. */
function roughGain(file: number, weight: number, { observed, usual }: Omit<Explaining, 'fit'>): number {
  const gain = weight - MISSING_COST * Math.max(0, usual(file) - weight);
  return observed.index.files[file]?.isModule ? WRAPPED_MODULE_FACTOR * gain : gain;
}

/** The same by how well its best version fits, of a file that is near the best one. */
function exactGain({ isModule, package: owner }: IndexedFile, fit: number, index: FingerprintIndex): number {
  const asking = dependents(index).get(owner.name) ?? 0;
  return (isModule ? WRAPPED_MODULE_FACTOR * fit : fit) + (MAX_DEPENDENTS_BONUS * asking) / (1 + asking);
}

/**
 * How much better a module is explained by files than by none, by their numbers.
 * @param weights what they share with it.
 */
export function gainsOf(
  weights: ReadonlyMap<number, number>,
  features: readonly number[],
  explaining: Explaining,
): ReadonlyMap<number, number> {
  const { index } = explaining.observed;
  const least = NEAR_BEST_FILE * Math.max(0, ...weights.values());
  const near = [...weights].flatMap(([file, weight]) => (weight >= least && index.files[file]) || []);
  const fits = explaining.fit(features, near);
  const exact = new Map(near.map((file, at) => [file.number, exactGain(file, fits[at] ?? 0, index)]));
  return new Map(
    [...weights].map(([file, weight]) => [file, exact.get(file) ?? roughGain(file, weight, explaining)]),
  );
}

/** The one of files near the best that explains a module best. */
function bestOf(
  near: ReadonlyMap<number, number>,
  features: readonly number[],
  placing: Placing,
): number | undefined {
  const [only] = near.keys();
  if (near.size === 1) return only;
  const [best] = [...gainsOf(near, features, placing)].sort(([, a], [, b]) => b - a);
  return best?.[0];
}

/** Whether a module was something else than a file is: of a package that has ECMAScript modules one is no CommonJS file. */
function isOfOtherForm({ form }: Piece, index: FingerprintIndex, number: number): boolean {
  const file = index.files[number];
  if (form === null || !file) return false;
  return file.isModule
    ? form === 'commonjs'
    : form === 'ecmascript' && modulePackages(index).has(file.package);
}

function placeModule(piece: Piece, placing: Placing): PlacedPiece | null {
  const { observed, score } = placing;
  const total = weighFeatures(piece.features, observed);
  const weights = new Map<number, number>();
  let bestGain = 0;
  let bestWeight = 0;
  score(piece.features, (file, guess) => {
    // What shapes stand for that are left out may be more than there is.
    const weight = Math.min(guess, total);
    if (weight < NEAR_BEST_FILE * bestWeight) return;
    if (isOfOtherForm(piece, observed.index, file)) return;
    weights.set(file, weight);
    // It gains no more than its weight.
    const gain = weight > bestGain ? roughGain(file, weight, placing) : 0;
    if (gain > bestGain) [bestGain, bestWeight] = [gain, weight];
  });
  if (bestWeight < MIN_SEGMENT_WEIGHT || bestWeight < MIN_SHARE_OF_MODULE * total) return null;
  const near = new Map([...weights].filter(([, weight]) => weight >= NEAR_BEST_FILE * bestWeight));
  const file = observed.index.files[bestOf(near, piece.features, placing) ?? -1];
  return file ? { piece, file, weight: near.get(file.number) ?? 0, total } : null;
}

/** Says which file explains a module best; null when none explains enough of it. */
export type ModulePlacer = (piece: Piece) => PlacedPiece | null;

/** Places each module once, however often it is asked for. */
export function modulePlacer(placing: Placing): ModulePlacer {
  const known = new Map<Piece, PlacedPiece | null>();
  return (piece) => {
    const seen = known.get(piece);
    if (seen !== undefined) return seen;
    const placed = placeModule(piece, placing);
    known.set(piece, placed);
    return placed;
  };
}
