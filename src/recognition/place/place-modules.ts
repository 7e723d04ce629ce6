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
import { modulePackages } from '../index/module-packages.js';
import { weighFeatures, type FileScorer } from './file-scores.js';
import type { ObservedText } from '../read/observed-text.js';
import type { Piece } from '../read/pieces.js';
import type { PlacedPiece } from '../segment.js';

/** What decides how well files explain a module. */
interface Explaining {
  readonly observed: ObservedText;
  /** The median weight of a file, see `usualWeights`. */
  readonly usual: (file: number) => number;
  readonly fit: BestFitter;
}

/** What decides where pieces are placed. */
export interface Placing extends Explaining {
  readonly score: FileScorer;
}

/** Estimates how much a file that shares some weight explains of a module. */
function roughGain(file: number, weight: number, { observed, usual }: Omit<Explaining, 'fit'>): number {
  const gain = weight - MISSING_COST * Math.max(0, usual(file) - weight);
  return observed.index.files[file]?.isEsModule ? WRAPPED_MODULE_FACTOR * gain : gain;
}

/** How much a file explains of a module by its best version; only for files near the best one. */
function exactGain(
  { isEsModule, package: owner }: IndexedFile,
  fit: number,
  index: FingerprintIndex,
): number {
  const count = index.dependents(owner.name);
  return (isEsModule ? WRAPPED_MODULE_FACTOR * fit : fit) + (MAX_DEPENDENTS_BONUS * count) / (1 + count);
}

/**
 * How much each file explains of a module, by file number.
 * @param weights the weight that each file shares with the module.
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

/** The file that explains a module best, of those near the best estimate. */
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

/**
 * Whether a module had another module system than a file. A package with ECMAScript modules has no file for an ECMAScript module that
 * is CommonJS.
 */
function isOfOtherForm({ form }: Piece, index: FingerprintIndex, number: number): boolean {
  const file = index.files[number];
  if (form === null || !file) return false;
  return file.isEsModule
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
    // The estimate for left-out shapes may exceed the weight that there is.
    const weight = Math.min(guess, total);
    if (weight < NEAR_BEST_FILE * bestWeight) return;
    if (isOfOtherForm(piece, observed.index, file)) return;
    weights.set(file, weight);
    // A file explains at most the weight that it shares.
    const gain = weight > bestGain ? roughGain(file, weight, placing) : 0;
    if (gain > bestGain) [bestGain, bestWeight] = [gain, weight];
  });
  if (bestWeight < MIN_SEGMENT_WEIGHT || bestWeight < MIN_SHARE_OF_MODULE * total) return null;
  const near = new Map([...weights].filter(([, weight]) => weight >= NEAR_BEST_FILE * bestWeight));
  const file = observed.index.files[bestOf(near, piece.features, placing) ?? -1];
  return file ? { piece, file, weight: near.get(file.number) ?? 0, total } : null;
}

/** Returns the file that explains a module best; null if none explains enough of it. */
export type ModulePlacer = (piece: Piece) => PlacedPiece | null;

/** Places modules, each once. */
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
