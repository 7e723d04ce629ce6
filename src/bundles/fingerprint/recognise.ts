import { limitOf } from '../../files/index.js';
import type { Program } from 'acorn';
import { readSource, type FingerprintIndex, type ReadSource } from '../../fingerprints/index.js';
import {
  dataTables,
  entryCode,
  findModules,
  flatCode,
  formOf,
  type Cell,
  type ModuleForm,
  type ModuleRegion,
} from '../../syntax/index.js';
import { acceptPackages, type AcceptedPackage } from './accept-packages.js';
import { bestFitter } from './best-fit.js';
import { joinBuilt, withBuiltOfUnknown } from './built-files.js';
import { familyLines, groupsAmong, NO_LINES, type FamilyLines } from './family-lines.js';
import { fileScorer, fileWeigher, usualWeights, type FileWeigher } from './file-scores.js';
import { fileTrust, wrapsOthers } from './file-trust.js';
import { needlessPackages, type KnownNames } from './needless-packages.js';
import { numberFeatures, observe, type NumberedFeatures, type ObservedText } from './observed-text.js';
import { cutPieces, type Piece } from './pieces.js';
import { leftOut } from './left-out.js';
import { modulePlacer, type ModulePlacer, type Placing } from './place-modules.js';
import { placeStatements, type Trial } from './place-statements.js';
import { joinPieces, type PlacedPiece, type Segment } from './segments.js';

/** What of a text was recognised. */
export interface Recognised {
  readonly observed: ObservedText;
  /** In the order of their starts. */
  readonly segments: readonly Segment[];
  /** Its modules, also those that were cut open. */
  readonly modules: readonly ModuleRegion[];
  /** All that was looked at on its own, as modules in the order of their starts, outer ones first. */
  readonly pieces: readonly Piece[];
  /** What no file explains. */
  readonly rest: readonly Piece[];
  readonly weigh: FileWeigher;
  /** What files weigh in most versions, by number. */
  readonly usual: (file: number) => number;
  /** See `wrapsOthers`. */
  readonly areOthersWrapped: boolean;
  /** What of families that are released together can be there. */
  readonly lines: FamilyLines;
  /** What the text asks for at run time, or goes without. */
  readonly specifiers: readonly string[];
  /** What is reached as the text's entry. */
  readonly entry: readonly Cell[];
  /** Its tables of data. */
  readonly tables: readonly Cell[];
}

/**
 * ECMAScript modules that are no file's, or hardly one's, were put together of several: their statements are looked at. The largest of
 * several files can explain most of a module. Of what does not tell that it is one, only what is larger than this.
 */
const MIN_OPENED = 2048;
const LEAST_OF_ONE = 0.8;

/** How believable each file is, by all statements. */
function trustIn(
  pieces: readonly Piece[],
  { observed, usual, score }: Placing,
  areOthersWrapped: boolean,
): (file: number) => number {
  const features = pieces.flatMap((piece) => (piece.isModule ? [] : piece.features));
  const shared = new Float64Array(observed.index.files.length);
  score([...new Set(features)], (file, weight) => {
    shared[file] = weight;
  });
  return fileTrust(observed.index, { shared, usual, areOthersWrapped });
}

/** Says for each piece which file it is of; null where it is of none. */
function place(pieces: readonly Piece[], trial: Trial, placeModule: ModulePlacer): (PlacedPiece | null)[] {
  const statements = pieces.filter(({ isModule }) => !isModule);
  const placed = placeStatements(statements, trial).values();
  return pieces.map((piece) => (piece.isModule ? placeModule(piece) : (placed.next().value ?? null)));
}

/** A program as it is compared with indexes: read once, compared with several. */
export interface ReadProgram extends Pick<ReadSource, 'modules' | 'specifiers'> {
  readonly features: NumberedFeatures;
  /** What modules were, of those that tell. */
  readonly forms: ReadonlyMap<ModuleRegion, ModuleForm>;
  readonly cells: readonly Cell[];
  readonly pieces: readonly Piece[];
  readonly entry: readonly Cell[];
  readonly tables: readonly Cell[];
}

/** @returns null when it is made of too many parts. @throws RangeError when the tree is nested too deeply. */
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
    specifiers: [...specifiers, ...leftOut(program, text)],
    cells,
    pieces: cutPieces({ modules, forms, cells }, features),
    entry: entryCode(program, modules),
    tables: dataTables(program),
  };
}

function mayBeSeveral({ isModule, form, start, end }: Piece): boolean {
  return isModule && (form === 'ecmascript' || (form === null && end - start > MIN_OPENED));
}

function isOfOneFile(piece: Piece, placeModule: ModulePlacer): boolean {
  const placed = placeModule(piece);
  return placed !== null && placed.weight >= LEAST_OF_ONE * placed.total;
}

/** The pieces of a program; modules that are of no file are cut further. */
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

/** What is accepted, and what of a list of all that there can be explains code when nothing else is looked at: forks explain it, too. */
function withListed(
  accepted: readonly AcceptedPackage[],
  { asked, listed }: KnownNames,
  amongThose: (names: ReadonlySet<string>) => Recognised,
): AcceptedPackage[] {
  if (!listed || accepted.every(({ name }) => listed.has(name))) return [...accepted];
  const names = new Set(accepted.map(({ name }) => name));
  const others = acceptPackages(amongThose(listed), asked).filter(({ name }) => !names.has(name));
  return [...accepted, ...others];
}

/**
 * Compares a program with an index.
 * @param known less is enough of what others which are there ask for.
 * @throws RangeError when its tree is nested too deeply.
 */
export function recognise(program: ReadProgram, index: FingerprintIndex, known: KnownNames): Recognised {
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
    { segments: before, lines }: Pick<Recognised, 'segments' | 'lines'>,
  ): Recognised => ({
    observed,
    segments: joinPieces(placed, before),
    modules: program.modules,
    pieces,
    rest: pieces.filter((_piece, at) => !placed[at]),
    weigh,
    usual,
    areOthersWrapped,
    lines,
    specifiers: program.specifiers,
    entry: program.entry,
    tables: program.tables,
  });
  const first = recognised(place(pieces, { ...placing, trust }, placeModule), {
    segments: [],
    lines: NO_LINES,
  });
  /** Places all among the files of some packages, as far as they are there. */
  const amongThose = (
    names: ReadonlySet<string>,
    before: Pick<Recognised, 'segments' | 'lines'>,
  ): Recognised => {
    const among = { ...placing, trust, score: fileScorer(observed, groupsAmong(names, before.lines, index)) };
    return recognised(place(pieces, among, modulePlacer(among)), before);
  };
  const accepted = withListed(acceptPackages(first, known.asked), known, (listed) =>
    amongThose(listed, { segments: [], lines: NO_LINES }),
  );
  const needless = needlessPackages(accepted, first, known);
  const names = new Set(accepted.flatMap(({ name }) => (needless.has(name) ? [] : [name])));
  // What packages that are not there seemed to explain is of those that are, or of none.
  const lines = familyLines(accepted, observed, needless);
  const found = amongThose(names, { ...first, lines });
  return withBuiltOfUnknown({ ...found, segments: joinBuilt(found.segments, found) });
}
