import { MIN_OPENED_LENGTH, MIN_SHARE_OF_ONE_FILE } from '../parameters/select.js';
import { limitOf } from '../../files/index.js';

import type { RecognisedText } from '../recognised-text.js';
import type { Program } from 'acorn';
import { readSource, type ReadSource } from '../features/read-source.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import {
  dataTables,
  entryCode,
  findModules,
  flatCode,
  formOf,
  moduleCalls,
  type Cell,
  type ModuleCall,
  type ModuleForm,
  type ModuleRegion,
} from '../../syntax/index.js';
import { acceptPackages } from './accept-packages.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { bestFitter } from '../place/best-fit.js';
import { joinPrebundled, withPrebundledUnknown } from './prebundled-files.js';
import { releaseSnapshots, groupsAmong } from './release-snapshots.js';
import { NO_SNAPSHOTS } from '../release-snapshots.js';
import { fileScorer, fileWeigher, usualWeights } from '../place/file-scores.js';
import { fileTrust, wrapsOthers } from '../place/file-trust.js';
import { explainedAway, type KnownNames } from './explain-away.js';
import { namesOfAccepted } from './required-forks.js';
import { numberFeatures, observe, type NumberedFeatures } from '../read/observed-text.js';
import { cutPieces, type Piece } from '../read/pieces.js';
import { unbundledImports } from '../read/unbundled-imports.js';
import { modulePlacer, type ModulePlacer, type Placing } from '../place/place-modules.js';
import { placeStatements, type Trial } from '../place/place-statements.js';
import { joinPieces } from '../place/segments.js';
import type { PlacedPiece } from '../segment.js';

/** Returns the trust in each file, by the features of all statements. */
function trustIn(
  pieces: readonly Piece[],
  { observed, usual, score }: Placing,
  areOthersWrapped: boolean,
): (file: number) => number {
  const features = pieces.flatMap((piece) => (piece.isWrapped ? [] : piece.features));
  const shared = new Float64Array(observed.index.files.length);
  score([...new Set(features)], (file, weight) => {
    shared[file] = weight;
  });
  return fileTrust(observed.index, { shared, usual, areOthersWrapped });
}

/** Returns the file of each piece; null for pieces of no file. */
function place(pieces: readonly Piece[], trial: Trial, placeModule: ModulePlacer): (PlacedPiece | null)[] {
  const statements = pieces.filter(({ isWrapped }) => !isWrapped);
  const placed = placeStatements(statements, trial).values();
  return pieces.map((piece) => (piece.isWrapped ? placeModule(piece) : (placed.next().value ?? null)));
}

/** A program that was read once, to be compared with several indexes. */
export interface ReadProgram extends Pick<ReadSource, 'modules' | 'specifiers'> {
  readonly features: NumberedFeatures;
  /** The module system of modules whose code shows it. */
  readonly forms: ReadonlyMap<ModuleRegion, ModuleForm>;
  readonly cells: readonly Cell[];
  readonly pieces: readonly Piece[];
  /** See `moduleCalls`. */
  readonly calls: readonly ModuleCall[];
  readonly entry: readonly Cell[];
  readonly tables: readonly Cell[];
}

/**
 * Reads a program into pieces and features. @returns null if it has too many parts. @throws RangeError if its tree is nested too
 * deeply.
 */
export function readProgram(program: Program, text: string): ReadProgram | null {
  const { cells } = flatCode(program);
  const modules = findModules(program);
  if (cells.length + modules.length > limitOf('bundle-parts')) return null;
  const { features: found, specifiers } = readSource(program, modules);
  const features = numberFeatures(found);
  const forms = new Map(
    modules.flatMap((region) => {
      const form = formOf(region);
      return form ? [[region, form] as const] : [];
    }),
  );
  return {
    features,
    modules,
    forms,
    specifiers: [...specifiers, ...unbundledImports(program, text)],
    cells,
    pieces: cutPieces({ modules, forms, cells }, features),
    calls: moduleCalls(program, modules),
    entry: entryCode(program, modules),
    tables: dataTables(program),
  };
}

function mayBeSeveral({ isWrapped, form, start, end }: Piece): boolean {
  return isWrapped && (form === 'ecmascript' || (form === null && end - start > MIN_OPENED_LENGTH));
}

function isOfOneFile(piece: Piece, placeModule: ModulePlacer): boolean {
  const placed = placeModule(piece);
  return placed !== null && placed.weight >= MIN_SHARE_OF_ONE_FILE * placed.total;
}

/** The pieces of a program. Modules that no file explains are cut into statements. */
function cut(
  { cells: whole, modules, forms, pieces, features }: ReadProgram,
  placeModule: ModulePlacer,
): readonly Piece[] {
  const unknown = new Set(
    pieces.flatMap((piece) => (mayBeSeveral(piece) && !isOfOneFile(piece, placeModule) ? [piece.start] : [])),
  );
  if (unknown.size === 0) return pieces;
  const isOpened = ({ start }: ModuleRegion): boolean => unknown.has(start);
  const opened = modules.filter(isOpened).flatMap(({ scope }): readonly Cell[] => flatCode(scope).cells);
  if (opened.length > limitOf('bundle-parts')) return pieces;
  return cutPieces(
    { modules: modules.filter((each) => !isOpened(each)), forms, cells: [...whole, ...opened] },
    features,
  );
}

/**
 * Adds packages that a lockfile lists and that explain code when nothing else is considered. Without this, forks that are not listed
 * could take their code.
 */
function withListed(
  accepted: readonly AcceptedPackage[],
  { required, listed }: KnownNames,
  amongThose: (names: ReadonlySet<string>) => RecognisedText,
): AcceptedPackage[] {
  if (!listed || accepted.every(({ name }) => listed.has(name))) return [...accepted];
  const names = new Set(accepted.map(({ name }) => name));
  const others = acceptPackages(amongThose(listed), { required, listed }).filter(
    ({ name }) => !names.has(name),
  );
  return [...accepted, ...others];
}

/**
 * Compares a program with an index.
 * @param known packages that are required or listed; they need less evidence.
 * @throws RangeError if its tree is nested too deeply.
 */
export function recognise(program: ReadProgram, index: FingerprintIndex, known: KnownNames): RecognisedText {
  const observed = observe(program.features, index);
  const weigh = fileWeigher(index);
  const usual = usualWeights(index, weigh);
  const placing: Placing = { observed, usual, fit: bestFitter(observed, weigh), score: fileScorer(observed) };
  const placeModule = modulePlacer(placing);
  const pieces = cut(program, placeModule);
  const areOthersWrapped = wrapsOthers(program.modules);
  const trust = trustIn(pieces, placing, areOthersWrapped);
  const recognised = (
    placed: readonly (PlacedPiece | null)[],
    { segments: before, snapshots }: Pick<RecognisedText, 'segments' | 'snapshots'>,
  ): RecognisedText => ({
    observed,
    segments: joinPieces(placed, before),
    modules: program.modules,
    calls: program.calls,
    pieces,
    rest: pieces.filter((_piece, at) => !placed[at]),
    weigh,
    usual,
    areOthersWrapped,
    snapshots,
    specifiers: program.specifiers,
    entry: program.entry,
    tables: program.tables,
  });
  const nothing = { segments: [], snapshots: NO_SNAPSHOTS };
  const first = recognised(place(pieces, { ...placing, trust }, placeModule), nothing);
  /** Places all pieces again, among the files of some packages only. */
  const amongThose = (
    names: ReadonlySet<string>,
    before: Pick<RecognisedText, 'segments' | 'snapshots'>,
  ): RecognisedText => {
    const among = {
      ...placing,
      trust,
      score: fileScorer(observed, groupsAmong(names, before.snapshots, index)),
    };
    return recognised(place(pieces, among, modulePlacer(among)), before);
  };
  const accepted = withListed(acceptPackages(first, known), known, (listed) => amongThose(listed, nothing));
  const redundant = explainedAway(accepted, first, known);
  const left = accepted.filter(({ name }) => !redundant.has(name));
  const names = namesOfAccepted(left, index, known.required);
  // Code of packages that were explained away belongs to the remaining ones, or to none.
  const snapshots = releaseSnapshots(accepted, observed, redundant);
  const found = amongThose(names, { ...first, snapshots });
  return withPrebundledUnknown({ ...found, segments: joinPrebundled(found.segments, found) });
}
