import { usualWeight, weighFeatures, type FileScore, type FileWeigher } from './file-scores.js';
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

interface Trial {
  readonly observed: ObservedText;
  readonly score: (piece: Piece) => readonly FileScore[];
  readonly weigh: FileWeigher;
}

/** How much better a module is explained by a file than by none. */
export function gainOf({ file, weight }: FileScore, weigh: FileWeigher): number {
  const gain = weight - MISSING * Math.max(0, usualWeight(weigh(file)) - weight);
  return file.isModule ? HOISTED * gain : gain;
}

/** The file that explains a module best; null when none explains enough of it. */
export function placeModule(piece: Piece, { observed, score, weigh }: Trial): PlacedPiece | null {
  const total = weighFeatures(piece.features, observed);
  let best: FileScore | null = null;
  let bestGain = 0;
  for (const each of score(piece)) {
    const gain = gainOf(each, weigh);
    if (gain > bestGain) [best, bestGain] = [each, gain];
  }
  if (!best || best.weight < LEAST_WEIGHT || best.weight < LEAST_SHARE * total) return null;
  return { piece, file: best.file, weight: best.weight, total };
}
