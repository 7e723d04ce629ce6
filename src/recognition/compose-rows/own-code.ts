import { MAX_COMMON_WEIGHT, MAX_COMMON_SHARE, MAX_OWN_MODULE_LENGTH } from '../parameters/compose-rows.js';
import type { Cell } from '../../syntax/index.js';
import { type Claim, FIRST_PARTY } from '../../evidence/index.js';
import { fileScorer, weighFeatures } from '../place/file-scores.js';
import type { Piece } from '../read/pieces.js';
import type { RecognisedText } from '../recognised-text.js';
import type { Segment } from '../segment.js';

/** Ranges in order; overlapping ones are joined. */
function joined(ranges: readonly Cell[]): Cell[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** The parts of pieces that lie in a range. */
function partsIn({ start, end }: Cell, pieces: readonly Pick<Segment, 'ranges'>[]): Cell[] {
  return pieces.flatMap(({ ranges }) =>
    ranges.flatMap(([from, to]) =>
      from < end && to > start ? [{ start: Math.max(from, start), end: Math.min(to, end) }] : [],
    ),
  );
}

/** Whether a package's file may be inside: minifiers inline functions that are used once. */
function isLikeKnown(pieces: readonly Piece[], { observed }: RecognisedText): boolean {
  const features = [...new Set(pieces.flatMap((piece) => piece.features))];
  const total = weighFeatures(features, observed);
  let most = 0;
  fileScorer(observed)(features, (_file, weight) => {
    most = Math.max(most, weight);
  });
  return most > MAX_COMMON_WEIGHT && most > MAX_COMMON_SHARE * total;
}

/** Claims the function's own code: its entry, where no package explains any of it. Sorted, without overlaps. */
export function ownCode(recognised: RecognisedText): Claim[] {
  const { entry, segments, rest } = recognised;
  return joined(entry)
    .filter(
      (range) => range.end - range.start <= MAX_OWN_MODULE_LENGTH && partsIn(range, segments).length === 0,
    )
    .flatMap((range): Cell[] => {
      const pieces = rest.filter((piece) => partsIn(range, [piece]).length > 0);
      return isLikeKnown(pieces, recognised) ? [] : partsIn(range, pieces);
    })
    .map(({ start, end }) => ({ start, end, owner: FIRST_PARTY }))
    .sort((a, b) => a.start - b.start);
}
