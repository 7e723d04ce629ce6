import { entryOf, moduleCandidates } from './outside-imports.js';
import { fileAt, type MountedFile } from '../handler-files.js';
import type { FileFacts } from './facts.js';
import type { GraphIndex } from './graph-index.js';
import { LEVEL, type Level } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';

/** Levels by the kind of an edge in the facts. */
const BY_KIND: readonly Level[] = [LEVEL.start, LEVEL.call, LEVEL.may];

function lower(a: Level, b: Level): Level {
  return a < b ? a : b;
}

interface Step extends MountedFile {
  /** The file that loads it. */
  readonly from: MountedFile | null;
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

  /** Marks everything in a mount as perhaps loaded. */
  addMount(mount: number): void {
    const [state, index] = [this.states[mount], this.graphs[mount]?.index];
    if (!state || state.isAll) return;
    state.isAll = true;
    for (const [row, level] of state.rows) state.rows.set(row, level || LEVEL.may);
    if (index) this.addAll(mount, index.paths.keys());
  }

  /** Marks the function's own files in a mount as perhaps loaded. */
  addOwn(mount: number): void {
    this.addGroup(mount, '');
  }

  /** Marks the files of a group as perhaps loaded. */
  private addGroup(mount: number, folder: string): void {
    const index = this.graphs[mount]?.index;
    const group = index?.groups.get(folder);
    if (index && group !== undefined) this.addAll(mount, index.byGroup[group] ?? []);
  }

  /** Marks a package as loaded whose imports are not all known: its dependencies are then perhaps loaded. */
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

  /** A file that computes the name of a module perhaps loads its whole package, each package that loaded code names, and other mounts. */
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

  /** Marks each package that a text of a loaded file names as perhaps loaded, and everything in other mounts. */
  private addNamed(mount: number, index: GraphIndex): void {
    const state = this.states[mount];
    if (!state) return;
    state.isOpen = true;
    this.addWords(mount, index.facts.words);
    for (const [at, [, , , , , , words]] of index.facts.files.entries())
      if (state.levels[at]) this.addWords(mount, words);
    for (const other of this.graphs.keys()) if (other !== mount) this.addMount(other);
  }

  /** Adds a package of a layer. Node loads the first one that it finds; the others are perhaps loaded. */
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

  /** Adds the package that is installed in a folder. */
  private addFolder(mount: number, folder: string, level: Level): void {
    const row = this.graphs[mount]?.index?.rowByFolder.get(folder);
    if (row !== undefined) this.addWhole(mount, row, level);
  }

  private addOutside(specifier: string, step: Step, level: Level): void {
    if (!specifier.startsWith('/')) {
      this.addPackage(specifier, step, level);
      // NODE_PATH names the function's own folder, too.
      const own = fileAt(this.graphs, `/var/task/${specifier}`);
      if (own) this.add({ ...own, from: step }, lower(level, LEVEL.may));
      return;
    }
    const found = fileAt(this.graphs, specifier);
    if (found) this.add({ ...found, from: step }, level);
    else this.addBelow(specifier);
  }

  /** Adds mounts of which an absolute path, or the start of one, may mean a part. */
  private addBelow(prefix: string): void {
    for (const [mount, { path, index }] of this.graphs.entries()) {
      const start = path === '/' ? path : `${path}/`;
      if (index && (prefix.startsWith(start) || start.startsWith(prefix))) this.addMount(mount);
    }
  }

  /** Adds the same folder of other mounts at the same path: their files replace each other. */
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
      // First in, first out, so that the import path of a file is a shortest one.
      const steps = this.open[level].splice(0, Infinity);
      for (const step of steps) if (this.levelOf(step) === level) this.follow(step, level);
    }
  }
}
