import type { IndexedFile } from '../../fingerprints/index.js';
import { weighFeatures, type FileScore } from './file-scores.js';
import type { ObservedText } from './observed-text.js';
import type { Piece } from './pieces.js';
import type { PlacedPiece } from './segments.js';

/**
 * Bundlers put whole files one after the other: a statement is likely of its neighbour's file, or of one of the same
 * package. What it costs to change, in weight of features (two prototypes' values).
 */
const NEW_PACKAGE = 6;
const SAME_PACKAGE = 1.5;
/** A statement that a file explains counts for it, and all of the statement against it. */
const EXPLAINED = 1.35;
const COST = 0.35;
/** Only files that explain some of the whole text are tried, the best ones. */
const LEAST_WEIGHT = 3;
const MAX_FILES = 500;

interface Statement {
  readonly piece: Piece;
  readonly total: number;
  /** Place of a file among the candidates → weight of what the statement shares with it. */
  readonly shared: ReadonlyMap<number, number>;
}

interface Field {
  readonly files: readonly IndexedFile[];
  /** How believable each file is. */
  readonly trusts: readonly number[];
  /** Number of each file's package. */
  readonly packages: readonly number[];
  readonly statements: readonly Statement[];
}

function chooseFiles(scores: readonly (readonly FileScore[])[]): IndexedFile[] {
  const sums = new Map<IndexedFile, number>();
  for (const { file, weight } of scores.flat()) sums.set(file, (sums.get(file) ?? 0) + weight);
  return [...sums]
    .filter(([, weight]) => weight >= LEAST_WEIGHT)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_FILES)
    .map(([file]) => file);
}

interface Trial {
  readonly observed: ObservedText;
  readonly score: (piece: Piece) => readonly FileScore[];
  /** How believable a file is, 0 to 1. */
  readonly trust: (file: IndexedFile) => number;
}

function fieldOf(pieces: readonly Piece[], { observed, score, trust }: Trial): Field {
  const scores = pieces.map(score);
  const files = chooseFiles(scores);
  const places = new Map(files.map((file, place) => [file, place]));
  const names = new Map<string, number>();
  for (const { package: owner } of files) if (!names.has(owner.name)) names.set(owner.name, names.size);
  return {
    files,
    trusts: files.map(trust),
    packages: files.map((file) => names.get(file.package.name) ?? 0),
    statements: pieces.map((piece, at): Statement => {
      const shared = (scores[at] ?? []).flatMap(({ file, weight }): [number, number][] => {
        const place = places.get(file);
        return place === undefined ? [] : [[place, weight]];
      });
      return { piece, total: weighFeatures(piece.features, observed), shared: new Map(shared) };
    }),
  };
}

/** The best way to each state after some statements; the last state is "of no file". */
interface Front {
  readonly values: Float64Array;
  best: number;
  readonly bestOfPackage: Float64Array;
  readonly bestPlaces: Uint16Array;
  bestPlace: number;
}

function frontOf(values: Float64Array, packages: readonly number[]): Front {
  const count = Math.max(0, ...packages) + 1;
  const front: Front = {
    values,
    best: -Infinity,
    bestPlace: 0,
    bestOfPackage: new Float64Array(count).fill(-Infinity),
    bestPlaces: new Uint16Array(count),
  };
  for (const [place, value] of values.entries()) {
    if (value > front.best) Object.assign(front, { best: value, bestPlace: place });
    const owner = packages[place];
    if (owner === undefined || value <= (front.bestOfPackage[owner] ?? 0)) continue;
    front.bestOfPackage[owner] = value;
    front.bestPlaces[owner] = place;
  }
  return front;
}

/** Adds what a statement has in common with files: with few of them. */
function addShared(values: Float64Array, shared: Statement['shared'], trusts: readonly number[]): void {
  for (const [place, weight] of shared)
    values[place] = (values[place] ?? 0) + EXPLAINED * (trusts[place] ?? 0) * weight;
}

/** One statement further. @returns the values, and where each came from. */
function step(front: Front, { shared, total }: Statement, { packages, trusts }: Field) {
  const nowhere = packages.length;
  const values = new Float64Array(nowhere + 1);
  const from = new Uint16Array(nowhere + 1);
  values[nowhere] = front.best;
  from[nowhere] = front.bestPlace;
  for (let place = 0; place < nowhere; place += 1) {
    const owner = packages[place] ?? 0;
    let value = front.values[place] ?? -Infinity;
    let origin = place;
    const sibling = (front.bestOfPackage[owner] ?? -Infinity) - SAME_PACKAGE;
    if (sibling > value) [value, origin] = [sibling, front.bestPlaces[owner] ?? 0];
    if (front.best - NEW_PACKAGE > value) [value, origin] = [front.best - NEW_PACKAGE, front.bestPlace];
    values[place] = value - COST * total;
    from[place] = origin;
  }
  addShared(values, shared, trusts);
  return { values, from };
}

/** The likeliest file of each statement (Viterbi), as places among the candidates. */
function likeliest(field: Field): number[] {
  const { statements, packages } = field;
  const nowhere = packages.length;
  const begin = new Float64Array(nowhere + 1).fill(-Infinity);
  begin[nowhere] = 0;
  let front = frontOf(begin, packages);
  const trail: Uint16Array[] = [];
  for (const statement of statements) {
    const { values, from } = step(front, statement, field);
    trail.push(from);
    front = frontOf(values, packages);
  }
  let place = front.bestPlace;
  const places: number[] = [];
  for (const from of trail.reverse()) {
    places.push(place);
    place = from[place] ?? nowhere;
  }
  return places.reverse();
}

/**
 * Says for statements in a row which file of which package each is of; null for what is of none. Files of one package follow
 * each other, so that a statement without a mark of its own goes with its neighbours.
 */
export function placeStatements(pieces: readonly Piece[], trial: Trial): (PlacedPiece | null)[] {
  const field = fieldOf(pieces, trial);
  return likeliest(field).map((place, at) => {
    const file = field.files[place];
    const statement = field.statements[at];
    if (!file || !statement) return null;
    const { piece, total, shared } = statement;
    return { piece, file, total, weight: shared.get(place) ?? 0 };
  });
}
