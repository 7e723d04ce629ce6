import type { Program } from 'acorn';
import { readSource, type FingerprintIndex, type ReadSource } from '../../fingerprints/index.js';
import { flatCode, type Cell, type ModuleRegion } from '../../syntax/index.js';
import { acceptPackages } from './accept-packages.js';
import { fileScorer, fileWeigher, type FileScore, type FileWeigher } from './file-scores.js';
import { fileTrust } from './file-trust.js';
import { needlessPackages } from './needless-packages.js';
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

/** What places the pieces of one text. */
interface Placing {
  readonly observed: ObservedText;
  readonly weigh: FileWeigher;
  /** Files by what a piece shares with them. */
  readonly score: (piece: Piece) => readonly FileScore[];
}

/** Keeps scores: pieces are placed more than once. */
function scoresOf(observed: ObservedText): Placing['score'] {
  const score = fileScorer(observed);
  const known = new Map<Piece, readonly FileScore[]>();
  return (piece) => {
    const scores = known.get(piece) ?? score(piece.features);
    known.set(piece, scores);
    return scores;
  };
}

/** Only with files of some packages. */
function among(names: ReadonlySet<string>, placing: Placing): Placing {
  return {
    ...placing,
    score: (piece) => placing.score(piece).filter(({ file }) => names.has(file.package.name)),
  };
}

/** Says for each piece which file it is of; null where it is of none. */
function place(pieces: readonly Piece[], placing: Placing): (PlacedPiece | null)[] {
  const { observed, weigh, score } = placing;
  const statements = pieces.filter(({ isModule }) => !isModule);
  const all = fileScorer(observed)([...new Set(statements.flatMap(({ features }) => features))]);
  const trial = { observed, score, trust: fileTrust(all, weigh) };
  const placed = placeStatements(statements, trial).values();
  return pieces.map((piece) =>
    piece.isModule ? placeModule(piece, placing) : (placed.next().value ?? null),
  );
}

/** A program as it is compared with indexes: read once, compared with several. */
export interface ReadProgram extends ReadSource {
  readonly cells: readonly Cell[];
}

/** @throws RangeError when the tree is nested too deeply. */
export function readProgram(program: Program): ReadProgram {
  return { ...readSource(program), cells: flatCode(program).cells };
}

/** Cuts a program; modules that are of no file are cut further. */
function cut({ cells: whole, modules }: ReadProgram, placing: Placing): Piece[] {
  const { observed } = placing;
  const first = cutPieces({ modules, cells: whole }, observed);
  const unknown = new Set(
    first.flatMap((piece) =>
      piece.isModule && piece.end - piece.start > MIN_OPENED && !placeModule(piece, placing)
        ? [piece.start]
        : [],
    ),
  );
  if (unknown.size === 0) return first;
  const isOpened = ({ start }: ModuleRegion): boolean => unknown.has(start);
  const opened = modules.filter(isOpened).flatMap(({ scope }): readonly Cell[] => flatCode(scope).cells);
  return cutPieces(
    { modules: modules.filter((each) => !isOpened(each)), cells: [...whole, ...opened] },
    observed,
  );
}

/**
 * Compares a program with an index.
 * @param asked names of packages that others which are there ask for: less of them is enough.
 * @throws RangeError when its tree is nested too deeply.
 */
export function recognise(
  program: ReadProgram,
  index: FingerprintIndex,
  asked: ReadonlySet<string>,
): Recognised {
  const observed = observe(program.features, index);
  const weigh = fileWeigher(index);
  const placing: Placing = { observed, weigh, score: scoresOf(observed) };
  const pieces = cut(program, placing);
  const recognised = (placed: readonly (PlacedPiece | null)[]): Recognised => ({
    observed,
    segments: joinPieces(placed),
    rest: pieces.filter((_piece, at) => !placed[at]),
    weigh,
    specifiers: program.specifiers,
  });
  const first = recognised(place(pieces, placing));
  const accepted = acceptPackages(first, asked);
  const needless = needlessPackages(accepted, first);
  const names = new Set(accepted.flatMap(({ name }) => (needless.has(name) ? [] : [name])));
  // What packages that are not there seemed to explain is of those that are, or of none.
  return recognised(place(pieces, among(names, placing)));
}
