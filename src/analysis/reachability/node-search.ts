import { fileAt } from '../handler-files.js';
import type { FileFacts } from './facts.js';
import { LEVEL, type Level } from './levels.js';
import type { MountedGraph } from './mounted-graph.js';
import { entryOf, moduleCandidates } from './outside-imports.js';
import { importLevel, lower, type OutsideSearch, type Reach, type Step } from './reach.js';

/** Finds files of other mounts as Node does. */
export class NodeSearch implements OutsideSearch {
  private readonly reach: Reach;
  private readonly graphs: readonly MountedGraph[];
  private readonly folders: readonly string[];

  /** @param folders of modules below `/opt`, in the order of the search. */
  constructor(reach: Reach, graphs: readonly MountedGraph[], folders: readonly string[]) {
    this.reach = reach;
    this.graphs = graphs;
    this.folders = folders;
  }

  /** Adds a package of a layer. Node loads the first one that it finds; the others are perhaps loaded. */
  private addPackage(specifier: string, step: Step, level: Level): void {
    let now = level;
    for (const { owner, name, hasSubpath } of moduleCandidates(specifier, this.folders))
      for (let mount = this.graphs.length - 1; mount >= 0; mount -= 1) {
        const entry = entryOf(this.graphs[mount], owner, name);
        if (!entry) continue;
        for (const file of entry) this.reach.add({ mount, file, from: step }, hasSubpath ? LEVEL.may : now);
        if (hasSubpath || entry.length === 0)
          this.reach.addFolder(mount, `${owner}/node_modules/${name}`, now);
        now = LEVEL.may;
      }
  }

  private addOutside(specifier: string, step: Step, level: Level): void {
    if (!specifier.startsWith('/')) {
      this.addPackage(specifier, step, level);
      // NODE_PATH names the function's own folder, too.
      const own = fileAt(this.graphs, `/var/task/${specifier}`);
      if (own) this.reach.add({ ...own, from: step }, lower(level, LEVEL.may));
      return;
    }
    const found = fileAt(this.graphs, specifier);
    if (found) this.reach.add({ ...found, from: step }, level);
    else this.addBelow(specifier);
  }

  /** Adds mounts of which an absolute path, or the start of one, may mean a part. */
  private addBelow(prefix: string): void {
    for (const [mount, { path, index }] of this.graphs.entries()) {
      const start = path === '/' ? path : `${path}/`;
      if (index && (prefix.startsWith(start) || start.startsWith(prefix))) this.reach.addMount(mount);
    }
  }

  addComputed(): void {
    // A name that no text has is not searched: OPEN.md says so.
  }

  /** Adds the same folder of other mounts at the same path: their files replace each other. */
  addTwins(mount: number, folder: string): void {
    const path = this.graphs[mount]?.path;
    for (const [other, { path: each, index }] of this.graphs.entries()) {
      if (other === mount || each !== path || !index) continue;
      this.reach.addGroup(other, folder);
      this.reach.addFolder(other, folder, LEVEL.may);
    }
  }

  follow(outside: FileFacts[7], step: Step, level: Level): void {
    for (const [specifier, kind, isPrefix] of outside) {
      if (!isPrefix) this.addOutside(specifier, step, importLevel(kind, level));
      else if (specifier.startsWith('/')) this.addBelow(specifier);
      else this.addPackage(`${specifier}*`, step, LEVEL.may);
    }
  }
}
