import { LAYER_MOUNT, layerModuleFolders, npm, pypi, pythonHandlerModule } from '../../ecosystems/index.js';
import type { ServerlessFunction } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput, MountedFacts, Reachability } from '../analysis.js';
import { handlerFile, isHandlerUnnamed } from '../handler-files.js';
import { isOfOtherLanguage, isWithoutPython } from '../own-scripts.js';
import type { ReachabilityFacts } from './facts.js';
import { graphIndex } from './graph-index.js';
import { LEVEL } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';
import { NodeSearch } from './node-search.js';
import { answersOf } from './package-answers.js';
import { PythonSearch } from './python-search.js';
import { Reach } from './reach.js';

/** Whether variables or an image start code that was not followed. */
function mayStartMore({ environmentHooks }: ServerlessFunction, graphs: readonly MountedGraph[]): boolean {
  const isHooked = environmentHooks.some(({ code }) => code !== 'layer');
  return isHooked || graphs.some(({ facts }) => facts === null || facts.hasOwnStart);
}

/** Marks everything in layers with a wrapper or extensions as perhaps loaded. */
function addBeside(
  reach: Reach,
  { environmentHooks }: ServerlessFunction,
  graphs: readonly MountedGraph[],
): void {
  const isHooked = environmentHooks.some(({ code }) => code === 'layer');
  for (const [mount, { path, facts }] of graphs.entries())
    if ((path === LAYER_MOUNT && isHooked) || facts?.hasExtensions) reach.addMount(mount);
}

/** Adds each script of the function itself as a possible handler. @returns whether there is one: without one, the start is not known. */
function addOwnScripts(reach: Reach, graphs: readonly MountedGraph[]): boolean {
  let hasScript = false;
  for (const [mount, { path }] of graphs.entries())
    if (path !== LAYER_MOUNT && reach.addOwn(mount)) hasScript = true;
  return hasScript;
}

function foldersOf({ runtime }: ServerlessFunction, graphs: readonly MountedGraph[]): string[] {
  const owners = runtime === null ? graphs.flatMap(({ index }) => index?.facts.entries ?? []) : [];
  const others = owners.map(([owner]) => `${owner}/node_modules`);
  return [...new Set([...layerModuleFolders(runtime), ...others])];
}

type Answers = readonly (readonly [string, Reachability])[];

/** Answers about all packages of one ecosystem. */
function answersFrom(
  reach: Reach,
  graphs: readonly MountedGraph[],
  { fn, ecosystem, isKnown }: Language,
): Answers {
  addBeside(reach, fn, graphs);
  reach.run();
  const isSure =
    isKnown &&
    !mayStartMore(fn, graphs) &&
    graphs.every(({ index }) => index === null || index.facts.isWhole);
  const context = { reach, graphs, isSure, ecosystem };
  return [...graphs.entries()].flatMap(([mount, graph]) => [...answersOf(mount, graph, context)]);
}

interface Language {
  readonly fn: ServerlessFunction;
  readonly ecosystem: string;
  /** Whether nothing outside of the code changes what it loads. */
  readonly isKnown: boolean;
}

type Mounts = readonly MountedFacts<ReachabilityFacts>[];

function answersOfNode(fn: ServerlessFunction, mounts: Mounts): Answers {
  const graphs = mounts.map(({ path, artifact, facts }): MountedGraph => ({
    path,
    artifact,
    facts,
    index: facts && graphIndex(facts, artifact),
  }));
  const found = handlerFile(fn, graphs);
  if (found === null) return [];
  const folders = foldersOf(fn, graphs);
  const reach = new Reach(graphs, (each) => new NodeSearch(each, graphs, folders));
  if (found !== 'any') reach.add({ ...found, from: null }, LEVEL.start);
  else if (!addOwnScripts(reach, graphs)) return [];
  return answersFrom(reach, graphs, { fn, ecosystem: npm.name, isKnown: true });
}

/** Variables that change where Python searches. https://docs.python.org/3/using/cmdline.html#environment-variables */
const SEARCH_VARIABLES: ReadonlySet<string> = new Set([
  'PYTHONPATH',
  'PYTHONHOME',
  'PYTHONUSERBASE',
  'PYTHONSTARTUP',
]);

function answersOfPython(fn: ServerlessFunction, mounts: Mounts): Answers {
  const graphs = mounts.map(({ path, artifact, facts }): MountedGraph => {
    // Results of an earlier version have no such facts.
    const python = facts?.python ?? null;
    return {
      path,
      artifact,
      facts: facts?.python === undefined ? null : facts,
      index: python && graphIndex(python, artifact),
    };
  });
  if (graphs.every(({ index }) => index === null)) return [];
  const searches: PythonSearch[] = [];
  const reach = new Reach(graphs, (each) => {
    const search = new PythonSearch(each, graphs);
    searches.push(search);
    return search;
  });
  for (const search of searches) {
    search.addStart();
    const hasStart = isHandlerUnnamed(fn)
      ? addOwnScripts(reach, graphs)
      : search.addModule(pythonHandlerModule(fn.handler ?? ''), { level: LEVEL.start, from: null });
    if (!hasStart) return [];
  }
  const isKnown = !fn.environment.some((name) => SEARCH_VARIABLES.has(name));
  return answersFrom(reach, graphs, { fn, ecosystem: pypi.name, isKnown });
}

/** Answers for each package of a function whether the function loads it. */
export function answerReachability({ fn, mounts }: FunctionInput<ReachabilityFacts>): FunctionAnswer {
  const ofNode = isOfOtherLanguage(fn.runtime) ? [] : answersOfNode(fn, mounts);
  const ofPython = isWithoutPython(fn.runtime) ? [] : answersOfPython(fn, mounts);
  return { reachable: new Map([...ofNode, ...ofPython]), findings: [], problems: [] };
}
