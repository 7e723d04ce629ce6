import type { Cell, ModuleRegion } from '../../syntax/index.js';
import type { ObservedText } from './observed-text.js';

/** A part of a bundle that is looked at on its own: a module, or a statement of code that was hoisted into one scope. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isModule: boolean;
  /** What of [start, end) no module inside it has. */
  readonly ranges: (readonly [number, number])[];
  /** Numbers of its distinct features, each once. */
  readonly features: number[];
}

/** What covers a text: at each of `starts` begins a run that belongs to the piece of that place in `owners`, -1 for none. */
interface Runs {
  readonly starts: number[];
  readonly owners: number[];
}

/** Cuts pieces, which may be nested and are sorted by start, into runs of whose is what: the innermost one's. */
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
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

function fillFeatures(pieces: readonly Piece[], { starts, owners }: Runs, observed: ObservedText): void {
  const all = pieces.map(() => new Set<number>());
  for (const [at, number] of observed.numbers.entries()) {
    const owner = owners[runAt(starts, observed.starts[at] ?? 0)] ?? -1;
    all[owner]?.add(number);
  }
  for (const [at, features] of all.entries()) pieces[at]?.features.push(...features);
}

interface Outline {
  readonly modules: readonly ModuleRegion[];
  readonly cells: readonly Cell[];
}

/** Cuts a text into pieces, in the order of their starts, outer ones first. */
export function cutPieces({ modules, cells }: Outline, observed: ObservedText): Piece[] {
  const pieceOf = ({ start, end }: Cell, isModule: boolean): Piece => {
    return { start, end, isModule, ranges: [], features: [] };
  };
  const pieces = [
    ...cells.map((cell) => pieceOf(cell, false)),
    ...modules.map((region) => pieceOf(region, true)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const runs = cutRuns(pieces);
  fillRanges(pieces, runs);
  fillFeatures(pieces, runs, observed);
  return pieces.filter(({ ranges }) => ranges.length > 0);
}
