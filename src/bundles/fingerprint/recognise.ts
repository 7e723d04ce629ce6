import type { Program } from 'acorn';
import { readSource, type FingerprintIndex, type IndexedFile } from '../../fingerprints/index.js';
import { flatCode, type Cell, type ModuleRegion } from '../../syntax/index.js';
import { fileScorer, fileWeigher, leastWeight, type FileWeigher } from './file-scores.js';
import { observe, type ObservedText } from './observed-text.js';
import { cutPieces, type Piece } from './pieces.js';
import { placeModule } from './place-modules.js';
import { placeStatements } from './place-statements.js';
import { joinPieces, type PlacedPiece, type Segment } from './segments.js';

/** What of a text was recognised. */
export interface Recognised {
  readonly observed: ObservedText;
  /** In the order of their starts. */
  readonly segments: readonly Segment[];
  /** What no file explains. */
  readonly rest: readonly Piece[];
  readonly weigh: FileWeigher;
  /** What the text asks for at run time. */
  readonly specifiers: readonly string[];
}

/** Modules that are no file's and larger than this were put together of several: their statements are looked at. */
const MIN_OPENED = 2048;

/** Statements are of hoisted ECMAScript modules more likely than of others. */
const NO_MODULE = 0.5;

function trustIn({ isModule }: IndexedFile): number {
  return isModule ? 1 : NO_MODULE;
}

/** And of files that were not mostly found, so much less. */
const UNCOVERED = 0.7;

/** The share of each file that statements have together. */
function coverages(placed: readonly (PlacedPiece | null)[], weigh: FileWeigher): Map<IndexedFile, number> {
  const sums = new Map<IndexedFile, number>();
  for (const each of placed) if (each) sums.set(each.file, (sums.get(each.file) ?? 0) + each.weight);
  return new Map(
    [...sums].map(([file, weight]) => [file, Math.min(1, weight / Math.max(1, leastWeight(weigh(file))))]),
  );
}

/** Compares a program with an index. @throws RangeError when its tree is nested too deeply. */
export function recognise(program: Program, index: FingerprintIndex): Recognised {
  const { features, modules, specifiers } = readSource(program);
  const observed = observe(features, index);
  const score = fileScorer(observed);
  const weigh = fileWeigher(index);
  const whole = flatCode(program).cells;
  const placeOf = (piece: Piece): PlacedPiece | null =>
    piece.isModule ? placeModule(piece, { observed, score, weigh }) : null;

  const first = cutPieces({ modules, cells: whole }, observed);
  const unknown = new Set(
    first.flatMap((piece) =>
      piece.isModule && piece.end - piece.start > MIN_OPENED && !placeOf(piece) ? [piece.start] : [],
    ),
  );
  const isOpened = ({ start }: ModuleRegion): boolean => unknown.has(start);
  const opened = modules.filter(isOpened).flatMap(({ scope }): readonly Cell[] => flatCode(scope).cells);
  const pieces =
    opened.length === 0
      ? first
      : cutPieces(
          { modules: modules.filter((each) => !isOpened(each)), cells: [...whole, ...opened] },
          observed,
        );
  const placed = new Map<Piece, PlacedPiece | null>(pieces.map((piece) => [piece, placeOf(piece)]));
  const statements = pieces.filter(({ isModule }) => !isModule);
  const tried = placeStatements(statements, { observed, score, trust: trustIn });
  const shares = coverages(tried, weigh);
  const trust = (file: IndexedFile): number =>
    trustIn(file) * (UNCOVERED + (1 - UNCOVERED) * (shares.get(file) ?? 0));
  for (const [at, each] of placeStatements(statements, { observed, score, trust }).entries()) {
    const piece = statements[at];
    if (piece) placed.set(piece, each);
  }
  return {
    observed,
    segments: joinPieces(pieces.map((piece) => placed.get(piece) ?? null)),
    rest: pieces.filter((piece) => !placed.get(piece)),
    weigh,
    specifiers,
  };
}
