import { weighFeatures, type FileScorer } from './file-scores.js';
import type { ObservedText } from './observed-text.js';
import type { Piece } from './pieces.js';
import type { PlacedPiece } from './segments.js';

/** A file that has more than the module is the less likely one. */
const MISSING = 0.1;
/** ECMAScript modules are hoisted more often than wrapped: of two files that say the same the other one is likelier. */
const HOISTED = 0.65;
/** Share of a module's weight that its file must explain; most explain .9. */
const LEAST_SHARE = 0.5;
const LEAST_WEIGHT = 3;

/** By what pieces are placed. */
export interface Placing {
  readonly observed: ObservedText;
  /** What files weigh, see `usualWeights`. */
  readonly usual: (file: number) => number;
  readonly score: FileScorer;
}

/** How much better a module is explained by a file that has some of its weight than by none. */
export function gainOf(
  file: number,
  weight: number,
  { observed, usual }: Pick<Placing, 'observed' | 'usual'>,
): number {
  const gain = weight - MISSING * Math.max(0, usual(file) - weight);
  return observed.index.files[file]?.isModule ? HOISTED * gain : gain;
}

/** The file that explains a module best; null when none explains enough of it. */
export function placeModule(piece: Piece, placing: Placing): PlacedPiece | null {
  const { observed, score } = placing;
  const total = weighFeatures(piece.features, observed);
  let best = -1;
  let bestGain = 0;
  let bestWeight = 0;
  score(piece.features, (file, guess) => {
    // What shapes stand for that are left out may be more than there is.
    const weight = Math.min(guess, total);
    // It gains no more than its weight.
    if (weight <= bestGain) return;
    const gain = gainOf(file, weight, placing);
    if (gain > bestGain) [best, bestGain, bestWeight] = [file, gain, weight];
  });
  const file = observed.index.files[best];
  if (!file || bestWeight < LEAST_WEIGHT || bestWeight < LEAST_SHARE * total) return null;
  return { piece, file, weight: bestWeight, total };
}
