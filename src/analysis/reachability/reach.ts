import { entryOf, moduleCandidates } from './outside-imports.js';
import { fileAt, type MountedFile } from './handler-files.js';
import type { FileFacts } from './facts.js';
import type { GraphIndex } from './graph-index.js';
import type { MountedGraph } from './mounted-graph.js';

/** How sure it is that something is loaded. */
export const LEVEL = { none: 0, may: 1, call: 2, start: 3 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** Levels of edges that facts have by number. */
const BY_KIND: readonly Level[] = [LEVEL.start, LEVEL.call, LEVEL.may];

function lower(a: Level, b: Level): Level {
  return a < b ? a : b;
}

interface Step extends MountedFile {
  /** The file that loads it. */
  readonly from: MountedFile | null;
}

/** Where one mount is. */
interface MountState {
  readonly levels: Uint8Array;
  readonly from: (MountedFile | null)[];
  /** Levels of packages that are reached as a whole. */
  readonly rows: Map<number, Level>;
  readonly openGroups: Set<number>;
  /** Whether any file that is reached computes what it loads. */
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

/** What a function loads: a worklist over the graphs of its mounts, from the surest level down. */
export class Reach {
  private readonly states: readonly MountState[];
  private readonly open: Record<Level, Step[]> = { 0: [], 1: [], 2: [], 3: [] };
  private readonly graphs: readonly MountedGraph[];
  private readonly folders: readonly string[];

  /** @param folders of modules below `/opt`, in the order of the search. */
  constructor(graphs: readonly MountedGraph[], folders: readonly string[]) {
    this.graphs = graphs;
    this.folders = folders;
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

  private addAll(mount: number, files: Iterable<number>): void {
    for (const file of files) this.add({ mount, file, from: null }, LEVEL.may);
  }

  /** Everything that a mount has may be loaded. */
  addMount(mount: number): void {
    const [state, index] = [this.states[mount], this.graphs[mount]?.index];
    if (!state || state.isAll) return;
    state.isAll = true;
    for (const [row, level] of state.rows) state.rows.set(row, level || LEVEL.may);
    if (index) this.addAll(mount, index.paths.keys());
  }

  /** All files of a mount that are in no package. */
  addOwn(mount: number): void {
    this.addGroup(mount, '');
  }

  /** Files of a group may be loaded. */
  private addGroup(mount: number, folder: string): void {
    const index = this.graphs[mount]?.index;
    const group = index?.groups.get(folder);
    if (index && group !== undefined) this.addAll(mount, index.byGroup[group] ?? []);
  }

  /** A package of which not all that may be loaded was followed: what it depends on may be loaded. */
  private addWhole(mount: number, row: number, level: Level): void {
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

  /** A file that computes what it loads: files of its package, packages that any loaded code names, and whatever other mounts have. */
  private addOpen({ mount, file }: MountedFile, index: GraphIndex): void {
    const state = this.states[mount];
    const group = index.facts.files[file]?.[0] ?? 0;
    if (!state) return;
    if (!state.openGroups.has(group)) {
      state.openGroups.add(group);
      this.addAll(mount, index.byGroup[group] ?? []);
    }
    if (!state.isOpen) this.addNamed(mount, index);
  }

  /** From now on, texts of all loaded files name what may be loaded. */
  private addNamed(mount: number, index: GraphIndex): void {
    const state = this.states[mount];
    if (!state) return;
    state.isOpen = true;
    this.addWords(mount, index.facts.words);
    for (const [at, [, , , , , , words]] of index.facts.files.entries())
      if (state.levels[at]) this.addWords(mount, words);
    for (const other of this.graphs.keys()) if (other !== mount) this.addMount(other);
  }

  /** A package of another mount, by name. Only the first one that the search finds is loaded; which one it is may not be known. */
  private addPackage(specifier: string, step: Step, level: Level): void {
    let now = level;
    for (const { owner, name, hasSubpath } of moduleCandidates(specifier, this.folders))
      for (let mount = this.graphs.length - 1; mount >= 0; mount -= 1) {
        const entry = entryOf(this.graphs[mount], owner, name);
        if (!entry) continue;
        for (const file of entry) this.add({ mount, file, from: step }, hasSubpath ? LEVEL.may : now);
        if (hasSubpath || entry.length === 0) this.addFolder(mount, `${owner}/node_modules/${name}`, now);
        now = LEVEL.may;
      }
  }

  /** A package by its folder. */
  private addFolder(mount: number, folder: string, level: Level): void {
    const row = this.graphs[mount]?.index?.rowByFolder.get(folder);
    if (row !== undefined) this.addWhole(mount, row, level);
  }

  private addOutside(specifier: string, step: Step, level: Level): void {
    if (!specifier.startsWith('/')) {
      this.addPackage(specifier, step, level);
      // NODE_PATH has the function's own folder, too.
      const own = fileAt(this.graphs, `/var/task/${specifier}`);
      if (own) this.add({ ...own, from: step }, lower(level, LEVEL.may));
      return;
    }
    const found = fileAt(this.graphs, specifier);
    if (found) this.add({ ...found, from: step }, level);
    else this.addBelow(specifier);
  }

  /** A path that is not one of the files: a part of a mount, or of a package. */
  private addBelow(prefix: string): void {
    for (const [mount, { path, index }] of this.graphs.entries()) {
      const start = path === '/' ? path : `${path}/`;
      if (index && (prefix.startsWith(start) || start.startsWith(prefix))) this.addMount(mount);
    }
  }

  /** Several mounts may have one folder: files of the later one replace those of the earlier one. */
  private addTwins(mount: number, folder: string): void {
    const path = this.graphs[mount]?.path;
    for (const [other, { path: each, index }] of this.graphs.entries()) {
      if (other === mount || each !== path || !index) continue;
      this.addGroup(other, folder);
      this.addFolder(other, folder, LEVEL.may);
    }
  }

  private followOutside(outside: FileFacts[7], step: Step, level: Level): void {
    for (const [specifier, kind, isPrefix] of outside) {
      if (!isPrefix) this.addOutside(specifier, step, lower(level, BY_KIND[kind] ?? LEVEL.may));
      else if (specifier.startsWith('/')) this.addBelow(specifier);
      else this.addPackage(`${specifier}*`, step, LEVEL.may);
    }
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
    this.followOutside(outside, step, level);
    this.addTwins(mount, index.facts.groups[group] ?? '');
    if (isOpen) this.addOpen(step, index);
    else if (this.states[mount]?.isOpen) this.addWords(mount, words);
  }

  /** Follows all imports. */
  run(): void {
    for (;;) {
      const level = [LEVEL.start, LEVEL.call, LEVEL.may].find((each) => this.open[each].length > 0);
      if (level === undefined) return;
      // First in, first out: the way to a file is a shortest one.
      const steps = this.open[level].splice(0, Infinity);
      for (const step of steps) if (this.levelOf(step) === level) this.follow(step, level);
    }
  }
}
