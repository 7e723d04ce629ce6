import {
  isStandardModule,
  LAYER_MOUNT,
  mayBeProvided,
  PythonModules,
  pypi,
  searchModule,
  type ModuleSearch,
  type SearchPlace,
} from '../../ecosystems/index.js';
import type { FileFacts, PythonFacts } from './facts.js';
import type { GraphIndex } from './graph-index.js';
import { LEVEL, type Level } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';
import { importLevel, type OutsideSearch, type Reach, type Step } from './reach.js';

/** Packages that the runtime's own start may load from the function's search path. */
const OF_RUNTIME: ReadonlySet<string> = new Set(['awslambdaric', 'snapshot-restore-py', 'simplejson']);

const knownModules = new WeakMap<GraphIndex, PythonModules>();

/** The modules among the files of a graph, indexed once. */
function modulesOf(index: GraphIndex): PythonModules {
  const known = knownModules.get(index) ?? new PythonModules(index.paths);
  knownModules.set(index, known);
  return known;
}

interface PythonMount extends MountedGraph {
  readonly mount: number;
  readonly index: GraphIndex;
  readonly python: PythonFacts;
}

interface Reached {
  readonly level: Level;
  /** The file that loads it. */
  readonly from: Step['from'];
}

/** Finds files of other mounts as Python does: the function's own folder first, then layers, the last one before the others. */
export class PythonSearch implements OutsideSearch {
  private readonly reach: Reach;
  private readonly mounts: readonly PythonMount[];
  private readonly places: readonly SearchPlace[];
  private readonly byModules = new Map<PythonModules, PythonMount>();
  private readonly seenTwins = new Set<string>();
  private isProvided = false;

  constructor(reach: Reach, graphs: readonly MountedGraph[]) {
    this.reach = reach;
    const mounts = graphs.flatMap((graph, mount): PythonMount[] => {
      const { facts, index } = graph;
      return facts?.python && index ? [{ ...graph, mount, index, python: facts.python }] : [];
    });
    const layers = mounts.filter(({ path }) => path === LAYER_MOUNT);
    this.mounts = [...mounts.filter(({ path }) => path !== LAYER_MOUNT), ...layers.reverse()];
    this.places = this.mounts.flatMap((each) => {
      const modules = modulesOf(each.index);
      this.byModules.set(modules, each);
      return each.python.roots.map((folder) => ({ modules, folder }));
    });
  }

  private addFiles(paths: readonly string[], { modules }: SearchPlace, reached: Reached): void {
    const found = this.byModules.get(modules);
    if (!found) return;
    for (const [at, path] of paths.entries()) {
      const file = found.index.byPath.get(path);
      const level = at === 0 ? reached.level : LEVEL.may;
      if (file !== undefined) this.reach.add({ mount: found.mount, file, from: reached.from }, level);
    }
  }

  private addSearch({ found, shadowed }: ModuleSearch, reached: Reached): void {
    for (const { files, place } of found) this.addFiles(files, place, reached);
    for (const { files, place } of shadowed) this.addFiles(files, place, { ...reached, level: LEVEL.may });
  }

  /** Adds a module. @returns whether all parts of its name were found, or all but the last one. */
  addModule(name: string, reached: Reached): boolean {
    const parts = name.split('.');
    const search = searchModule(parts, this.places);
    this.addSearch(search, reached);
    return search.found.some(({ files }) => files.length > 0);
  }

  /** Adds packages with a top-level module whose files are not part of the graph: nothing in their own mount loads them. */
  private addTop(name: string): boolean {
    let isFound = false;
    for (const { mount, python } of this.mounts)
      for (const [top, groups] of python.tops)
        for (const group of top === name ? groups : []) {
          this.reach.addFolder(mount, python.groups[group] ?? '', LEVEL.may);
          isFound = true;
        }
    return isFound;
  }

  /** Marks packages as perhaps loaded. @param except a mount whose packages do not count. */
  private addPackages(isWanted: (name: string) => boolean, except = -1): void {
    for (const { mount, artifact } of this.mounts)
      for (const [row, { ecosystem, name }] of mount === except ? [] : artifact.packages.entries())
        if (ecosystem === pypi.name && isWanted(name)) this.reach.addWhole(mount, row, LEVEL.may);
  }

  /** Adds what Python and the runtime load before the function. */
  addStart(): void {
    for (const { mount, python } of this.mounts) {
      for (const file of python.starts) this.reach.add({ mount, file, from: null }, LEVEL.start);
      for (const [name] of python.tops) if (isStandardModule(name)) this.addTop(name);
    }
    this.addPackages((name) => OF_RUNTIME.has(pypi.names.normalise(name)));
  }

  private addPrefix(name: string): void {
    const search = searchModule(name.split('.'), this.places);
    this.addSearch(search, { level: LEVEL.may, from: null });
    for (const place of search.inside)
      for (const module of place.modules.placesBelow(place.folder))
        this.addFiles(place.modules.filesAt(module), place, { level: LEVEL.may, from: null });
    this.addTop(name.split('.', 1)[0] ?? '');
  }

  follow(outside: FileFacts[7], step: Step, level: Level): void {
    for (const [name, kind, isPrefix] of outside) {
      if (isPrefix) this.addPrefix(name);
      else if (!this.addModule(name, { level: importLevel(kind, level), from: step })) this.addUnfound(name);
    }
  }

  /** A module that no mount has may be the runtime's, whose packages load others by the same search path. */
  private addUnfound(name: string): void {
    const [top = ''] = name.split('.', 1);
    if (this.addTop(top) || this.isProvided || !mayBeProvided(pypi.imports.packageOf(top))) return;
    this.isProvided = true;
    this.addPackages(mayBeProvided);
  }

  addComputed(mount: number): void {
    this.reach.addOwn(mount);
  }

  /** The package whose first place is a folder, by its normalised name. */
  private nameOf(mount: number, folder: string): string | null {
    const own = this.mounts.find((each) => each.mount === mount);
    const row = own?.index.rowByFolder.get(folder);
    const name = row === undefined ? undefined : own?.artifact.packages[row]?.name;
    return name === undefined ? null : pypi.names.normalise(name);
  }

  /** The same package in other mounts is perhaps loaded in its place. */
  addTwins(mount: number, folder: string): void {
    const key = `${mount} ${folder}`;
    if (folder === '' || this.mounts.length < 2 || this.seenTwins.has(key)) return;
    this.seenTwins.add(key);
    const name = this.nameOf(mount, folder);
    if (name !== null) this.addPackages((each) => pypi.names.normalise(each) === name, mount);
  }
}
