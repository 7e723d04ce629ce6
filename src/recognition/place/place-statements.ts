import {
  NEW_PACKAGE_COST,
  NEW_FILE_COST,
  EXPLAINED_FACTOR,
  STATEMENT_COST,
  MIN_FILE_WEIGHT,
  MAX_FILES_TRIED,
  MIN_FILES_TRIED,
  MAX_STATES,
} from '../parameters/place.js';
import { beat } from '../../files/index.js';
import type { IndexedFile } from '../index/fingerprint-index.js';
import { weighFeatures, type FileScorer } from './file-scores.js';
import type { ObservedText } from '../read/observed-text.js';
import type { Piece } from '../read/pieces.js';
import type { PlacedPiece } from '../segment.js';

interface Statement {
  readonly piece: Piece;
  readonly total: number;
  /** Positions, among the candidate files, of the files that share features with it. */
  readonly places: Uint16Array;
  /** The weight that each of these files shares with it. */
  readonly weights: Float64Array;
}

interface Field {
  readonly files: readonly IndexedFile[];
  /** The trust in each file, see `fileTrust`. */
  readonly trusts: Float64Array;
  /** Number of each file's package. */
  readonly packages: Uint16Array;
  readonly statements: readonly Statement[];
}

/** Numbers of the files that share most weight with all pieces together, weighted by the trust in them. */
function chooseFiles(pieces: readonly Piece[], { observed, score, trust }: Trial): number[] {
  const sums = new Float64Array(observed.index.files.length);
  const found: number[] = [];
  const add = (file: number, weight: number): void => {
    if (sums[file] === 0) found.push(file);
    sums[file] = (sums[file] ?? 0) + weight;
  };
  for (const { features } of pieces) score(features, add);
  const most = Math.max(MIN_FILES_TRIED, Math.min(MAX_FILES_TRIED, Math.floor(MAX_STATES / pieces.length)));
  const candidates = found.filter((file) => (sums[file] ?? 0) >= MIN_FILE_WEIGHT);
  for (const file of candidates) sums[file] = (sums[file] ?? 0) * trust(file);
  return candidates.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0)).slice(0, most);
}

/** What decides which files statements belong to. */
export interface Trial {
  readonly observed: ObservedText;
  readonly score: FileScorer;
  /** Returns the trust in a file, 0 to 1, by its number. */
  readonly trust: (file: number) => number;
}

function fieldOf(pieces: readonly Piece[], trial: Trial): Field {
  const { observed, score, trust } = trial;
  const numbers = chooseFiles(pieces, trial);
  const placeOf = new Int16Array(observed.index.files.length).fill(-1);
  for (const [place, number] of numbers.entries()) placeOf[number] = place;
  const files = numbers.flatMap((number) => observed.index.files[number] ?? []);
  const names = new Map<string, number>();
  for (const { package: owner } of files) if (!names.has(owner.name)) names.set(owner.name, names.size);
  return {
    files,
    trusts: Float64Array.from(numbers, trust),
    packages: Uint16Array.from(files, (file) => names.get(file.package.name) ?? 0),
    statements: pieces.map((piece): Statement => {
      const total = weighFeatures(piece.features, observed);
      const places: number[] = [];
      const weights: number[] = [];
      score(piece.features, (file, weight) => {
        const place = placeOf[file] ?? -1;
        if (place < 0) return;
        places.push(place);
        // The estimate for left-out shapes may exceed the weight that there is.
        weights.push(Math.min(weight, total));
      });
      return {
        piece,
        total,
        places: Uint16Array.from(places),
        weights: Float64Array.from(weights),
      };
    }),
  };
}

/** The best path to each state after some statements. The last state is "no file". */
interface Front {
  readonly values: Float64Array;
  best: number;
  bestPlace: number;
  readonly bestOfPackage: Float64Array;
  readonly bestPlaces: Uint16Array;
}

function startOf(packages: Uint16Array): Front {
  const count = Math.max(0, ...packages) + 1;
  const values = new Float64Array(packages.length + 1).fill(-Infinity);
  values[packages.length] = 0;
  return {
    values,
    best: 0,
    bestPlace: packages.length,
    bestOfPackage: new Float64Array(count).fill(-Infinity),
    bestPlaces: new Uint16Array(count),
  };
}

/** Updates the best states of all files and of each package. */
function findBest(front: Front, packages: Uint16Array): void {
  const { values, bestOfPackage, bestPlaces } = front;
  front.best = -Infinity;
  front.bestPlace = 0;
  bestOfPackage.fill(-Infinity);
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (value > front.best) {
      front.best = value;
      front.bestPlace = place;
    }
    const owner = packages[place];
    if (owner === undefined || value <= (bestOfPackage[owner] ?? 0)) continue;
    bestOfPackage[owner] = value;
    bestPlaces[owner] = place;
  }
}

/** Adds what a statement shares with files; these are few. */
function addShared(values: Float64Array, { places, weights }: Statement, trusts: Float64Array): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    values[place] = (values[place] ?? 0) + EXPLAINED_FACTOR * (trusts[place] ?? 0) * (weights[at] ?? 0);
  }
}

/** Moves every state past one statement. @param from receives the state that each value came from. */
function step(
  front: Front,
  { total }: Statement,
  { packages, from }: { packages: Uint16Array; from: Uint16Array },
): void {
  const { values, best, bestPlace, bestOfPackage, bestPlaces } = front;
  const nowhere = packages.length;
  values[nowhere] = best;
  from[nowhere] = bestPlace;
  for (let place = 0; place < nowhere; place += 1) {
    const owner = packages[place] ?? 0;
    let value = values[place] ?? -Infinity;
    let origin = place;
    const sibling = (bestOfPackage[owner] ?? -Infinity) - NEW_FILE_COST;
    if (sibling > value) {
      value = sibling;
      origin = bestPlaces[owner] ?? 0;
    }
    if (best - NEW_PACKAGE_COST > value) {
      value = best - NEW_PACKAGE_COST;
      origin = bestPlace;
    }
    values[place] = value - STATEMENT_COST * total;
    from[place] = origin;
  }
}

/** The likeliest file of each statement, by a Viterbi search, as positions among the candidates. */
function likeliest({ statements, packages, trusts }: Field): number[] {
  const states = packages.length + 1;
  const trail = new Uint16Array(states * statements.length);
  const fromOf = (at: number): Uint16Array => trail.subarray(at * states, (at + 1) * states);
  const front = startOf(packages);
  for (const [at, statement] of statements.entries()) {
    beat();
    step(front, statement, { packages, from: fromOf(at) });
    addShared(front.values, statement, trusts);
    findBest(front, packages);
  }
  let place = front.bestPlace;
  const places: number[] = [];
  for (let at = statements.length - 1; at >= 0; at -= 1) {
    places.push(place);
    place = fromOf(at)[place] ?? packages.length;
  }
  return places.reverse();
}

/**
 * Returns the file of each statement; null for statements of no file. Files of one package follow each other in a bundle, so a
 * statement without features of its own goes with its neighbours.
 */
export function placeStatements(pieces: readonly Piece[], trial: Trial): (PlacedPiece | null)[] {
  const field = fieldOf(pieces, trial);
  return likeliest(field).map((place, at) => {
    const file = field.files[place];
    const statement = field.statements[at];
    if (!file || !statement) return null;
    const { piece, total, places, weights } = statement;
    return { piece, file, total, weight: weights[places.indexOf(place)] ?? 0 };
  });
}
