import type { Package } from '../../model/index.js';
import type { Reachability } from '../analysis.js';
import type { MountedFile } from '../handler-files.js';
import { BundleLevels } from './bundle-levels.js';
import type { GraphIndex } from './graph-index.js';
import { LEVEL, type Level } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';
import type { Reach } from './reach.js';

/** Files of an import path that a report shows. Of a longer path it shows the first and the last files. */
const SHOWN_STEPS = 8;

/** The import path from the handler to a file: the last file of each package on the way, and the file. */
function wayTo(file: MountedFile, reach: Reach, graphs: readonly MountedGraph[]): string[] {
  const way: string[] = [];
  let group: string | undefined;
  for (let at: MountedFile | null = file; at; at = reach.loaderOf(at)) {
    const index = graphs[at.mount]?.index;
    const own = `${at.mount}:${index?.facts.files[at.file]?.[0]}`;
    const isEnd = reach.loaderOf(at) === null;
    if (own !== group || isEnd) way.push(index?.paths[at.file] ?? '');
    group = own;
  }
  way.reverse();
  if (way.length <= SHOWN_STEPS) return way;
  return [...way.slice(0, SHOWN_STEPS / 2), '…', ...way.slice(-(SHOWN_STEPS / 2 - 1))];
}

/** The highest level of a package, and its first file with this level. */
interface Found {
  level: Level;
  file: MountedFile | null;
}

type FoundRows = Map<number, Found>;

function note(found: FoundRows, row: number, next: Found): void {
  const known = found.get(row);
  if (!known || known.level < next.level) found.set(row, next);
}

/** Indexes of the package of a file, and of the package that holds the copy. */
function rowsOf({ rowOf, rowById }: GraphIndex, file: number, packages: readonly Package[]): number[] {
  const row = rowOf[file];
  if (row === undefined) return [];
  const host = rowById.get(packages[row]?.vendoredIn ?? '');
  return host === undefined ? [row] : [row, host];
}

/** Levels of the packages in a bundle, by the level of its file. */
function* bundledLevels(
  path: string,
  ofFile: Level,
  { index, artifact }: Pick<MountedGraph, 'artifact'> & { readonly index: GraphIndex },
): Generator<readonly [row: number, Level]> {
  const parts = index.bundles.get(path);
  const levels = parts && new BundleLevels(parts, ofFile);
  for (const row of index.partsOf.get(path) ?? []) {
    yield [row, LEVEL.may];
    for (const place of artifact.packages[row]?.locations ?? [])
      if (levels && place.path === path) yield [row, levels.levelOf(place)];
  }
}

function foundIn(
  mount: number,
  reach: Reach,
  { index, artifact }: MountedGraph & { index: GraphIndex },
): FoundRows {
  const found: FoundRows = new Map();
  const { packages } = artifact;
  for (const row of packages.keys()) note(found, row, { level: reach.rowLevel(mount, row), file: null });
  for (const [file, path] of index.paths.entries()) {
    const level = reach.levelOf({ mount, file });
    if (level === LEVEL.none) continue;
    const next = { level, file: { mount, file } };
    for (const row of rowsOf(index, file, packages)) note(found, row, next);
    for (const [row, inside] of bundledLevels(path, level, { index, artifact }))
      note(found, row, { ...next, level: inside });
  }
  return found;
}

const UNREACHABLE: Reachability = { reachable: false, when: null, via: [] };

/** Whether the files of a package can be part of a graph. */
function isSeen({ presence, locations }: Package): boolean {
  return locations.length > 0 && presence !== 'declared' && presence !== 'runtime';
}

export interface AnswerContext {
  /** OSV's name of the ecosystem whose packages are answered for. */
  readonly ecosystem: string;
  readonly reach: Reach;
  readonly graphs: readonly MountedGraph[];
  /** Whether all code that starts is known. */
  readonly isSure: boolean;
}

function reached({ level, file }: Found, { reach, graphs }: AnswerContext): Reachability {
  const when = level === LEVEL.start ? 'start' : 'call';
  return { reachable: true, when, via: file ? wayTo(file, reach, graphs) : [] };
}

function answerOf(found: Found, context: AnswerContext, isProven: boolean): Reachability | null {
  if (found.level >= LEVEL.call) return reached(found, context);
  return found.level === LEVEL.none && isProven ? UNREACHABLE : null;
}

/** The answers about the packages of a mount. A package without an answer is not known. */
export function* answersOf(
  mount: number,
  graph: MountedGraph,
  context: AnswerContext,
): Generator<readonly [string, Reachability]> {
  const { index, artifact } = graph;
  if (!index) return;
  const found = foundIn(mount, context.reach, { ...graph, index });
  const isProven = context.isSure && index.facts.isWhole;
  for (const [row, each] of artifact.packages.entries()) {
    const known = each.ecosystem === context.ecosystem ? found.get(row) : undefined;
    const answer = known && answerOf(known, context, isProven && isSeen(each));
    if (answer) yield [`${artifact.id}#${each.id}`, answer];
  }
}
