import { searchModule, type PythonModules } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import type { PythonNode, PythonScript } from '../../syntax/index.js';
import { Evaluator } from './evaluate.js';
import type { FlowState, ObjectValue } from './flow-state.js';
import type {
  CallArguments,
  ClassUnit,
  FunctionUnit,
  ModuleUnit,
  PythonDomain,
  PythonValue,
  Scope,
} from './python-value.js';
import { Cell } from './python-value.js';
import { runBlock } from './run-statements.js';
import { addTo, cellOf, functionUnit, nextId } from './units.js';
import { ValueBudget } from './value-budget.js';

/** Rounds over all code after which values still move. Each round takes them at least one call further. */
const ROUNDS = 18;

export interface PythonFiles {
  /** Own files by path. */
  readonly scripts: ReadonlyMap<string, PythonScript>;
  readonly modules: PythonModules;
  /** Folders in which modules are searched, in order. */
  readonly roots: readonly string[];
}

function scopeOf(module: () => ModuleUnit, parent: Scope | null, isClass: boolean): Scope {
  const scope = { names: new Map(), parent, isClass, globals: new Set<string>(), results: null };
  return Object.defineProperty(scope as unknown as Scope, 'module', { get: module, enumerable: true });
}

/** Follows values through the function's own code in Python, from an entry on, without regard to order. */
export class PythonFlow implements FlowState {
  readonly domain: PythonDomain;
  readonly budget = new ValueBudget();
  private readonly files: PythonFiles;
  private readonly moduleUnits = new Map<string, ModuleUnit>();
  private readonly functions = new Map<PythonNode, FunctionUnit>();
  private readonly classes = new Map<PythonNode, ClassUnit>();
  private readonly live: FunctionUnit[] = [];
  private isChanged = false;
  private readonly evaluator: Evaluator;

  constructor(files: PythonFiles, domain: PythonDomain) {
    this.files = files;
    this.domain = domain;
    this.evaluator = new Evaluator(this);
  }

  add(cell: Cell, values: Iterable<PythonValue>): void {
    if (addTo(cell, values, this.budget)) this.isChanged = true;
  }

  /** The unit of a file; null for files that are not followed. */
  moduleAt(path: string): ModuleUnit | null {
    const known = this.moduleUnits.get(path);
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
    this.moduleUnits.set(path, unit);
    return unit;
  }

  /** Modules that an import finds in the function's own code, the last part last; empty if it finds none. */
  findModules(parts: readonly string[], level: number, from: string): readonly ModuleUnit[] {
    const { modules, roots } = this.files;
    let folder = parentOf(from);
    for (let up = 1; up < level; up += 1) folder = parentOf(folder);
    const places = level > 0 ? [{ modules, folder }] : roots.map((root) => ({ modules, folder: root }));
    const search = searchModule(parts, places);
    if (!search.isWhole) return [];
    if (parts.length === 0) return modules.filesAt(folder).flatMap((path) => this.moduleAt(path) ?? []);
    return search.found.flatMap(({ files }) =>
      files.flatMap((path) => this.moduleAt(path) ?? []).slice(0, 1),
    );
  }

  /** Makes the statements of a module run. */
  start(unit: ModuleUnit): void {
    if (unit.isLive) return;
    unit.isLive = true;
    this.isChanged = true;
  }

  functionOf(node: PythonNode, scope: Scope, binding: FunctionUnit['binding']): FunctionUnit {
    const unit = this.functions.get(node) ?? functionUnit(node, scope, binding);
    this.functions.set(node, unit);
    return unit;
  }

  classOf(node: PythonNode, around: Scope): ClassUnit {
    const known = this.classes.get(node);
    if (known) return known;
    const { module } = around;
    const unit = {
      id: nextId(),
      scope: scopeOf(() => module, around, true),
      bases: new Cell(),
      attributes: new Map(),
    };
    this.classes.set(node, unit);
    return unit;
  }

  /** Makes the body of a function run. */
  enter(unit: FunctionUnit): void {
    if (unit.isLive) return;
    unit.isLive = true;
    this.live.push(unit);
    this.isChanged = true;
  }

  /** Binds arguments to parameters, and makes the function run. @returns its results. */
  callFunction(
    unit: FunctionUnit,
    self: PythonValue | null,
    { positional, named }: CallArguments,
  ): Iterable<PythonValue> {
    this.enter(unit);
    const all = self ? [[self], ...positional] : positional;
    for (const [at, values] of all.entries()) {
      const name = unit.positions[at] ?? unit.rest;
      if (name === null || name === undefined) continue;
      this.add(
        cellOf(unit.parameters, name),
        at < unit.positions.length ? values : this.listOf(unit, values),
      );
    }
    for (const [name, values] of named) this.bindNamed(unit, name, values);
    return unit.results.values.values();
  }

  private bindNamed(unit: FunctionUnit, name: string, values: readonly PythonValue[]): void {
    if (!unit.parameters.has(name) && unit.keywords !== null) {
      const object = this.objectOf(`kwargs${unit.id}`);
      this.add(cellOf(object.slots, name), values);
      this.add(cellOf(unit.parameters, unit.keywords), [object]);
    } else this.add(cellOf(unit.parameters, name), values);
  }

  private readonly objects = new Map<string, ObjectValue>();

  /** The object that a place of the code makes. */
  objectOf(key: string): ObjectValue {
    const known: ObjectValue = this.objects.get(key) ?? {
      kind: 'object',
      key: `object:${key}`,
      slots: new Map(),
    };
    this.objects.set(key, known);
    return known;
  }

  private listOf(unit: FunctionUnit, values: readonly PythonValue[]): readonly PythonValue[] {
    const object = this.objectOf(`args${unit.id}`);
    this.add(cellOf(object.slots, '*'), values);
    return [object];
  }

  /** Values of a name of a module: its own, a submodule, or one that it takes from others by `*`. */
  namesOf(unit: ModuleUnit, name: string, seen: Set<ModuleUnit> = new Set()): readonly PythonValue[] {
    if (seen.has(unit)) return [];
    seen.add(unit);
    const own = [...(unit.scope.names.get(name)?.values.values() ?? [])];
    const others = [...unit.stars].flatMap((each) => this.namesOf(each, name, seen));
    if (own.length + others.length > 0) return [...own, ...others];
    const isPackage = /(?:^|\/)__init__\.py$/.test(unit.path);
    return isPackage
      ? this.findModules([name], 1, unit.path).map((module) => ({
          kind: 'module',
          key: `module:${module.id}`,
          unit: module,
        }))
      : [];
  }

  private runRound(): void {
    for (const unit of this.moduleUnits.values())
      if (unit.isLive) runBlock(this, this.evaluator, { node: unit.root, scope: unit.scope });
    for (const unit of this.live) this.evaluator.runFunction(unit);
  }

  /** Makes what a handler's name means run, as the runtime calls it. `isNamed`: it is the handler; else it may be one. */
  private callHandlers(values: Iterable<PythonValue>, isNamed: boolean): void {
    for (const value of values) {
      if (value.kind === 'function') {
        const event = this.domain.event?.(value.unit, isNamed) ?? [];
        this.callFunction(value.unit, value.self, { positional: [event], named: new Map() });
      } else if (value.kind === 'instance') this.evaluator.callInstance(value);
    }
  }

  /**
   * Follows a file's statements, and what its handler's name means; null: all names of the file.
   * @returns whether all values came to rest.
   */
  run(path: string, handler: string | null, isLate: () => boolean): boolean {
    const entry = this.moduleAt(path);
    if (!entry) return true;
    this.start(entry);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (isLate() || this.budget.isSpent) return false;
      this.isChanged = false;
      this.domain.begin();
      this.runRound();
      const names = handler === null ? [...entry.scope.names.keys()] : [handler];
      for (const name of names) this.callHandlers(this.namesOf(entry, name), handler !== null);
      if (!this.isChanged) return !this.budget.isExceeded;
    }
    return false;
  }

  /** Files whose statements run. */
  followed(): readonly string[] {
    return [...this.moduleUnits.values()].filter(({ isLive }) => isLive).map(({ path }) => path);
  }

  /** Names of a file that a runtime can call. */
  callableNames(path: string): readonly string[] {
    const names = [...(this.moduleUnits.get(path)?.scope.names ?? [])];
    const isCallable = ({ kind }: PythonValue): boolean => kind === 'function' || kind === 'instance';
    return names.flatMap(([name, cell]) => ([...cell.values.values()].some(isCallable) ? [name] : []));
  }
}
