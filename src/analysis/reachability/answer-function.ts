import { LAYER_MOUNT, layerModuleFolders, npm } from '../../ecosystems/index.js';
import type { Package, ServerlessFunction } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput, Reachability } from '../analysis.js';
import type { ReachabilityFacts } from './facts.js';
import { graphIndex, type GraphIndex } from './graph-index.js';
import { handlerFile, type MountedFile } from '../handler-files.js';
import { isOfOtherLanguage } from '../own-scripts.js';
import type { MountedGraph } from './mounted-graph.js';
import { BundleLevels } from './bundle-levels.js';
import { LEVEL, type Level } from './levels.js';
import { Reach } from './reach.js';

/** Files of an import path that a report shows. Of a longer path it shows the first and the last files. */
const SHOWN_STEPS = 8;

/** Whether variables or an image start code that was not followed. */
function mayStartMore({ environmentHooks }: ServerlessFunction, graphs: readonly MountedGraph[]): boolean {
  const isHooked = environmentHooks.some(({ code }) => code !== 'layer');
  return isHooked || graphs.some(({ index }) => index === null || index.facts.hasOwnStart);
}

/** Marks everything in layers with a wrapper or extensions as perhaps loaded. */
function addBeside(
  reach: Reach,
  { environmentHooks }: ServerlessFunction,
  graphs: readonly MountedGraph[],
): void {
  const isHooked = environmentHooks.some(({ code }) => code === 'layer');
  for (const [mount, { path, index }] of graphs.entries())
    if ((path === LAYER_MOUNT && isHooked) || index?.facts.hasExtensions) reach.addMount(mount);
}

function addHandler(reach: Reach, found: MountedFile | 'any', graphs: readonly MountedGraph[]): void {
  if (found !== 'any') {
    reach.add({ ...found, from: null }, LEVEL.start);
    return;
  }
  for (const [mount, { path }] of graphs.entries()) if (path !== LAYER_MOUNT) reach.addOwn(mount);
}

function foldersOf({ runtime }: ServerlessFunction, graphs: readonly MountedGraph[]): string[] {
  const owners = runtime === null ? graphs.flatMap(({ index }) => index?.facts.entries ?? []) : [];
  const others = owners.map(([owner]) => `${owner}/node_modules`);
  return [...new Set([...layerModuleFolders(runtime), ...others])];
}

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

/** Whether the files of a package are part of the graph. */
function isSeen({ ecosystem, presence, locations }: Package): boolean {
  return ecosystem === npm.name && locations.length > 0 && presence !== 'declared' && presence !== 'runtime';
}

interface Context {
  readonly reach: Reach;
  readonly graphs: readonly MountedGraph[];
  /** Whether all code that starts is known. */
  readonly isSure: boolean;
}

function reached({ level, file }: Found, { reach, graphs }: Context): Reachability {
  const when = level === LEVEL.start ? 'start' : 'call';
  return { reachable: true, when, via: file ? wayTo(file, reach, graphs) : [] };
}

/** The answers about the packages of a mount. A package without an answer is not known. */
function* answersOf(
  mount: number,
  graph: MountedGraph,
  context: Context,
): Generator<readonly [string, Reachability]> {
  const { index, artifact } = graph;
  if (!index) return;
  const found = foundIn(mount, context.reach, { ...graph, index });
  const isProven = context.isSure && index.facts.isWhole;
  for (const [row, each] of artifact.packages.entries()) {
    const key = `${artifact.id}#${each.id}`;
    const known = found.get(row);
    if (known && known.level >= LEVEL.call) yield [key, reached(known, context)];
    else if (known?.level === LEVEL.none && isProven && isSeen(each)) yield [key, UNREACHABLE];
  }
}

/** Answers for each package of a function whether the function loads it. */
export function answerReachability({ fn, mounts }: FunctionInput<ReachabilityFacts>): FunctionAnswer {
  const nothing: FunctionAnswer = { reachable: new Map(), findings: [], problems: [] };
  if (isOfOtherLanguage(fn.runtime)) return nothing;
  const graphs = mounts.map(({ path, artifact, facts }): MountedGraph => ({
    path,
    artifact,
    index: facts && graphIndex(facts, artifact),
  }));
  const found = handlerFile(fn, graphs);
  if (found === null) return nothing;
  const reach = new Reach(graphs, foldersOf(fn, graphs));
  addHandler(reach, found, graphs);
  addBeside(reach, fn, graphs);
  reach.run();
  const isSure = !mayStartMore(fn, graphs) && graphs.every(({ index }) => index?.facts.isWhole);
  const context = { reach, graphs, isSure };
  const answers = [...graphs.entries()].flatMap(([mount, graph]) => [...answersOf(mount, graph, context)]);
  return { ...nothing, reachable: new Map(answers) };
}
