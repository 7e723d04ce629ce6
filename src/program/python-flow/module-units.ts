import { searchModule, type PythonModules } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import type { PythonScript } from '../../syntax/index.js';
import type { ModuleUnit } from './python-value.js';
import { nextId, scopeOf } from './units.js';

export interface PythonFiles {
  /** Own files by path. */
  readonly scripts: ReadonlyMap<string, PythonScript>;
  readonly modules: PythonModules;
  /** Folders in which modules are searched, in order. */
  readonly roots: readonly string[];
}

/** The modules of a function's own code. */
export class ModuleUnits {
  private readonly units = new Map<string, ModuleUnit>();
  private readonly files: PythonFiles;
  /** The folder of the file that is started: code adds it to the roots, or it is the root of what is deployed. */
  entryFolder = '';

  constructor(files: PythonFiles) {
    this.files = files;
  }

  all(): Iterable<ModuleUnit> {
    return this.units.values();
  }

  /** The unit of a file; null for files that are not followed. */
  at(path: string): ModuleUnit | null {
    const known = this.units.get(path);
    if (known) return known;
    const script = this.files.scripts.get(path);
    if (!script) return null;
    const unit: ModuleUnit = {
      id: nextId(),
      path,
      text: script.text,
      root: script.root,
      scope: scopeOf(() => unit, null, false),
      stars: new Set(),
      isLive: false,
    };
    this.units.set(path, unit);
    return unit;
  }

  /** Modules that an import finds in the function's own code, the last part last; empty if it finds none. */
  find(parts: readonly string[], level: number, from: string): readonly ModuleUnit[] {
    const { modules, roots } = this.files;
    let folder = parentOf(from);
    for (let up = 1; up < level; up += 1) folder = parentOf(folder);
    const folders = level > 0 ? [folder] : new Set([...roots, this.entryFolder]);
    const places = [...folders].map((each) => ({ modules, folder: each }));
    const search = searchModule(parts, places);
    if (!search.isWhole) return [];
    if (parts.length === 0) return modules.filesAt(folder).flatMap((path) => this.at(path) ?? []);
    return search.found.flatMap(({ files }) => files.flatMap((path) => this.at(path) ?? []).slice(0, 1));
  }
}
