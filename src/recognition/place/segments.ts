import type { Segment, PlacedPiece } from '../segment.js';
import type { IndexedFile } from '../index/fingerprint-index.js';

/** Distinct features of pieces. Each piece's own features are distinct already. */
function featuresOf(run: readonly PlacedPiece[]): readonly number[] {
  const [only] = run;
  if (only && run.length === 1) return only.piece.features;
  return [...new Set(run.flatMap(({ piece }) => piece.features))];
}

function segmentOf(run: readonly PlacedPiece[], file: IndexedFile): Segment {
  return {
    file,
    isWrapped: run.some(({ piece }) => piece.isWrapped),
    ranges: run.flatMap(({ piece }) => piece.ranges),
    features: featuresOf(run),
    weight: run.reduce((sum, { weight }) => sum + weight, 0),
    total: run.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Whether a segment is the segment of a run: of the same file, from the first piece to the last. */
function isOfRun({ file, ranges }: Segment, run: readonly PlacedPiece[]): boolean {
  return run[0]?.file === file && run.at(-1)?.piece.ranges.at(-1) === ranges.at(-1);
}

/**
 * Joins neighbouring statements of one file into segments. Each module is a segment of its own.
 * @param before segments of an earlier placement of the same pieces: unchanged ones are kept.
 */
export function joinPieces(
  placed: readonly (PlacedPiece | null)[],
  before: readonly Segment[] = [],
): Segment[] {
  const known = new Map(before.map((segment) => [segment.ranges[0], segment]));
  const segments: Segment[] = [];
  let run: PlacedPiece[] = [];
  const close = (): void => {
    const [first] = run;
    const same = known.get(first?.piece.ranges[0]);
    if (same && isOfRun(same, run)) segments.push(same);
    else if (first) segments.push(segmentOf(run, first.file));
    run = [];
  };
  for (const each of placed) {
    if (!each || each.piece.isWrapped || run.at(-1)?.file !== each.file) close();
    if (each) run.push(each);
    if (each?.piece.isWrapped) close();
  }
  close();
  return segments;
}
