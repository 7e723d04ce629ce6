import type { MountedFile } from '../handler-files.js';
import type { Openness } from '../../program/index.js';
import { OPENNESS, type FileFacts } from './facts.js';
import type { GraphIndex } from './graph-index.js';
import { LEVEL, type Level } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';

/** Levels by the kind of an edge in the facts. */
const BY_KIND: readonly Level[] = [LEVEL.start, LEVEL.call, LEVEL.may];

/** The lower one of two levels. */
export function lower(a: Level, b: Level): Level {
  return a < b ? a : b;
}

/** The level of an import by its kind in the facts, in a file of a level. */
export function importLevel(kind: 0 | 1 | 2, ofFile: Level): Level {
  return lower(ofFile, BY_KIND[kind] ?? LEVEL.may);
}

export interface Step extends MountedFile {
  /** The file that loads it. */
  readonly from: MountedFile | null;
}

/** How a language finds files in other mounts. */
export interface OutsideSearch {
  /** Adds what a file imports from other mounts. */
  follow(outside: FileFacts[7], step: Step, level: Level): void;
  /** Adds files of a mount that computed names may mean although no text of the code names them. */
  addComputed(mount: number): void;
  /** Adds what may be loaded in place of files of a group. @param folder of the group. */
  addTwins(mount: number, folder: string): void;
}

/** The state of one mount. */
interface MountState {
  readonly levels: Uint8Array;
  readonly from: (MountedFile | null)[];
  /** Levels of packages whose files are not all followed one by one. */
  readonly rows: Map<number, Level>;
  readonly openGroups: Set<number>;
  /** Whether a loaded file computes the name of a module. */
  isOpen: boolean;
  isAll: boolean;
}

function stateOf({ index, artifact }: MountedGraph): MountState {
  return {
    levels: new Uint8Array(index?.facts.files.length ?? 0),
    from: [],
    rows: new Map(artifact.packages.map((_, row) => [row, LEVEL.none])),
    openGroups: new Set(),
    isOpen: false,
    isAll: false,
  };
}

/** Finds what a function loads, by a worklist over the graphs of its mounts. The highest level comes first. */
export class Reach {
  private readonly states: readonly MountState[];
  private readonly open: Record<Level, Step[]> = { 0: [], 1: [], 2: [], 3: [] };
  private readonly graphs: readonly MountedGraph[];
  private readonly outside: OutsideSearch;

  constructor(graphs: readonly MountedGraph[], searchWith: (reach: Reach) => OutsideSearch) {
    this.graphs = graphs;
    this.outside = searchWith(this);
    this.states = graphs.map(stateOf);
  }

  levelOf({ mount, file }: MountedFile): Level {
    return (this.states[mount]?.levels[file] ?? LEVEL.none) as Level;
  }

  rowLevel(mount: number, row: number): Level {
    return this.states[mount]?.rows.get(row) ?? LEVEL.none;
  }

  /** The file that loads a file. */
  loaderOf({ mount, file }: MountedFile): MountedFile | null {
    return this.states[mount]?.from[file] ?? null;
  }

  add({ mount, file, from }: Step, level: Level): void {
    const state = this.states[mount];
    if (!state || this.levelOf({ mount, file }) >= level) return;
    state.levels[file] = level;
    state.from[file] = from;
    this.open[level].push({ mount, file, from });
  }

  addAll(mount: number, files: Iterable<number>): void {
    for (const file of files) this.add({ mount, file, from: null }, LEVEL.may);
  }

  /** Marks everything in a mount as perhaps loaded. */
  addMount(mount: number): void {
    const [state, index] = [this.states[mount], this.graphs[mount]?.index];
    if (!state || state.isAll) return;
    state.isAll = true;
    for (const [row, level] of state.rows) state.rows.set(row, level || LEVEL.may);
    if (index) this.addAll(mount, index.paths.keys());
  }

  /** Marks the function's own files in a mount as perhaps loaded. @returns whether there are any. */
  addOwn(mount: number): boolean {
    return this.addGroup(mount, '');
  }

  /** Marks the files of a group as perhaps loaded. @returns whether there are any. */
  addGroup(mount: number, folder: string): boolean {
    const index = this.graphs[mount]?.index;
    const files = index?.byGroup[index.groups.get(folder) ?? -1] ?? [];
    this.addAll(mount, files);
    return files.length > 0;
  }

  /** Marks a package as loaded whose imports are not all known: its dependencies are then perhaps loaded. */
  addWhole(mount: number, row: number, level: Level): void {
    const graph = this.graphs[mount];
    if (!graph || this.rowLevel(mount, row) >= level) return;
    this.states[mount]?.rows.set(row, level);
    const found = graph.artifact.packages[row];
    for (const { path } of found?.locations ?? []) this.addGroup(mount, path);
    this.addDependencies(mount, found?.dependencies ?? []);
  }

  private addDependencies(mount: number, ids: readonly string[]): void {
    const rows = this.graphs[mount]?.index?.rowById;
    for (const id of ids) {
      const row = rows?.get(id);
      if (row !== undefined) this.addWhole(mount, row, LEVEL.may);
    }
  }

  private addWords(mount: number, words: readonly number[]): void {
    const named = this.graphs[mount]?.index?.facts.named;
    for (const word of words) this.addAll(mount, named?.[word]?.[1] ?? []);
  }

  /** A file that computes the name of a module perhaps loads its whole package, each package that loaded code names, and other mounts. */
  private addOpen({ mount, file }: MountedFile, index: GraphIndex, how: Openness): void {
    const state = this.states[mount];
    const group = index.facts.files[file]?.[0] ?? 0;
    if (!state) return;
    if (how === 'all') for (const each of this.graphs.keys()) this.addMount(each);
    if (!state.openGroups.has(group)) {
      state.openGroups.add(group);
      this.addAll(mount, index.byGroup[group] ?? []);
    }
    if (how === 'names' && !state.isOpen) this.addNamed(mount, index);
  }

  /** Marks each package that a text of a loaded file names as perhaps loaded, and everything in other mounts. */
  private addNamed(mount: number, index: GraphIndex): void {
    const state = this.states[mount];
    if (!state) return;
    state.isOpen = true;
    this.addWords(mount, index.facts.words);
    for (const [at, [, , , , , , words]] of index.facts.files.entries())
      if (state.levels[at]) this.addWords(mount, words);
    for (const other of this.graphs.keys()) if (other !== mount) this.addMount(other);
    this.outside.addComputed(mount);
  }

  /** Adds the package that is installed in a folder. */
  addFolder(mount: number, folder: string, level: Level): void {
    const row = this.graphs[mount]?.index?.rowByFolder.get(folder);
    if (row !== undefined) this.addWhole(mount, row, level);
  }

  private followEdges([, , start, call, may]: FileFacts, step: Step, level: Level): void {
    const { mount } = step;
    for (const file of start) this.add({ mount, file, from: step }, level);
    for (const file of call) this.add({ mount, file, from: step }, lower(level, LEVEL.call));
    for (const file of may) this.add({ mount, file, from: step }, LEVEL.may);
  }

  private follow(step: Step, level: Level): void {
    const { mount } = step;
    const index = this.graphs[mount]?.index;
    const file = index?.facts.files[step.file];
    if (!index || !file) return;
    const [group, , , , , isOpen, words, outside] = file;
    this.followEdges(file, step, level);
    this.outside.follow(outside, step, level);
    this.outside.addTwins(mount, index.facts.groups[group] ?? '');
    if (isOpen) this.addOpen(step, index, OPENNESS[isOpen] ?? 'all');
    else if (this.states[mount]?.isOpen) this.addWords(mount, words);
  }

  /** Follows all imports. */
  run(): void {
    for (;;) {
      const level = [LEVEL.start, LEVEL.call, LEVEL.may].find((each) => this.open[each].length > 0);
      if (level === undefined) return;
      // First in, first out, so that the import path of a file is a shortest one.
      const steps = this.open[level].splice(0, Infinity);
      for (const step of steps) if (this.levelOf(step) === level) this.follow(step, level);
    }
  }
}
