import { firstIndex } from '../../model/index.js';
import type { Cell, ModuleForm, ModuleRegion } from '../../syntax/index.js';
import type { NumberedFeatures } from './observed-text.js';

/** A part of a bundle that is compared by itself: a module, or a statement hoisted into a shared scope. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** True for a module that the bundler wrapped; false for a hoisted statement. */
  readonly isWrapped: boolean;
  /** The module system of its source, if its code shows it: see `formOf`. */
  readonly form: ModuleForm | null;
  /** [start, end) without the modules inside it. */
  readonly ranges: (readonly [number, number])[];
  /** Numbers of its distinct features. */
  readonly features: number[];
}

/** Consecutive runs of a text: at each of `starts` begins a run of the piece at that position in `owners`; -1 for none. */
interface Runs {
  readonly starts: number[];
  readonly owners: number[];
}

/** Cuts a text into runs, each of the innermost piece there. Pieces may be nested and are sorted by start. */
function cutRuns(pieces: readonly Piece[]): Runs {
  const runs: Runs = { starts: [0], owners: [-1] };
  const open: number[] = [];
  const begin = (start: number, owner: number): void => {
    runs.starts.push(start);
    runs.owners.push(owner);
  };
  const closeUntil = (position: number): void => {
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const end = pieces[last]?.end ?? 0;
      if (end > position) return;
      open.pop();
      begin(end, open.at(-1) ?? -1);
    }
  };
  for (const [number, { start }] of pieces.entries()) {
    closeUntil(start);
    open.push(number);
    begin(start, number);
  }
  closeUntil(Infinity);
  return runs;
}

function fillRanges(pieces: readonly Piece[], { starts, owners }: Runs): void {
  for (const [at, owner] of owners.entries()) {
    const start = starts[at] ?? 0;
    const end = starts[at + 1] ?? start;
    if (owner >= 0 && end > start) pieces[owner]?.ranges.push([start, end]);
  }
}

/** The last run that begins at or before a position. */
function runAt(starts: readonly number[], position: number): number {
  return Math.max(firstIndex(0, starts.length, (at) => (starts[at] ?? 0) > position) - 1, 0);
}

/** Positions in a list of owners, sorted by owner and then by position. -1 is no owner. */
function sortedByOwner(owners: Int32Array, count: number): { order: Uint32Array; ends: Uint32Array } {
  const ends = new Uint32Array(count);
  for (const owner of owners) if (owner >= 0) ends[owner] = (ends[owner] ?? 0) + 1;
  let sum = 0;
  // First the starts of each owner's positions, and, once these are filled in, their ends.
  for (let owner = 0; owner < count; owner += 1) [ends[owner], sum] = [sum, sum + (ends[owner] ?? 0)];
  const order = new Uint32Array(sum);
  for (let at = 0; at < owners.length; at += 1) {
    const owner = owners[at] ?? -1;
    if (owner < 0) continue;
    const end = ends[owner] ?? 0;
    order[end] = at;
    ends[owner] = end + 1;
  }
  return { order, ends };
}

/** Gives every piece the distinct features that occur in it, in order of occurrence. */
function fillFeatures(
  pieces: readonly Piece[],
  { starts, owners }: Runs,
  { numberOf, numbers, starts: places }: NumberedFeatures,
): void {
  let run = 0;
  const owning = Int32Array.from(places, (place) => {
    // Most features are in the same run as the one before.
    if (place < (starts[run] ?? 0) || place >= (starts[run + 1] ?? Infinity)) run = runAt(starts, place);
    return owners[run] ?? -1;
  });
  const { order, ends } = sortedByOwner(owning, pieces.length);
  // The last piece that got each feature.
  const latest = new Int32Array(numberOf.size).fill(-1);
  let at = 0;
  for (const [piece, { features }] of pieces.entries())
    for (; at < (ends[piece] ?? 0); at += 1) {
      const number = numbers[order[at] ?? 0] ?? 0;
      if (latest[number] !== piece) features.push(number);
      latest[number] = piece;
    }
}

interface Outline {
  readonly modules: readonly ModuleRegion[];
  /** The module system of modules whose code shows it. */
  readonly forms: ReadonlyMap<ModuleRegion, ModuleForm>;
  readonly cells: readonly Cell[];
}

/** Cuts a text into pieces, ordered by start, outer ones first. */
export function cutPieces({ modules, forms, cells }: Outline, features: NumberedFeatures): Piece[] {
  const pieceOf = ({ start, end }: Cell, isWrapped: boolean, form: ModuleForm | null = null): Piece => {
    return { start, end, isWrapped, form, ranges: [], features: [] };
  };
  const pieces = [
    ...cells.map((cell) => pieceOf(cell, false)),
    ...modules.map((region) => pieceOf(region, true, forms.get(region))),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const runs = cutRuns(pieces);
  fillRanges(pieces, runs);
  fillFeatures(pieces, runs, features);
  return pieces.filter(({ ranges }) => ranges.length > 0);
}
