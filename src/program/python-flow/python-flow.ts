import { parentOf } from '../../files/index.js';
import type { PythonNode } from '../../syntax/index.js';
import { bindArguments } from './bind-arguments.js';
import { HandlerCalls } from './handler-calls.js';
import { Evaluator } from './evaluate.js';
import type { FlowState, ObjectValue } from './flow-state.js';
import { PublicCalls } from './public-calls.js';
import { ModuleUnits, type PythonFiles } from './module-units.js';
import { namesOfModule } from './names-of-module.js';
import type {
  CallArguments,
  ClassUnit,
  FunctionUnit,
  ModuleUnit,
  OutsideValue,
  PythonDomain,
  PythonValue,
  Scope,
} from './python-value.js';
import { Cell, Cells } from './python-value.js';
import { runBlock } from './run-statements.js';
import { ReceiverUnits } from './receiver-units.js';
import { TypedValues } from './typed-values.js';
import { addTo, cellOf, fieldTypes, functionUnit, nextId, scopeOf } from './units.js';
import { ValueBudget } from './value-budget.js';
import { WorkList } from './work-list.js';

/** Rounds over all code. Between two of them all code runs again whose values have changed, so that a second one finds none as a rule. */
const ROUNDS = 18;

/** Files that nothing imports. */
const PROGRAM = /(?:^|\/)__main__\.py$|(?:^|\/)(?:examples?|benchmarks?)\//;

/** The arguments of a method, behind its receiver. */
function behindSelf(self: PythonValue, { positional, named, openFrom }: CallArguments): CallArguments {
  return {
    positional: [[self], ...positional],
    named,
    openFrom: openFrom === undefined ? undefined : openFrom + 1,
  };
}

/** Follows values through the function's own code in Python, from an entry on, without regard to order. */
export class PythonFlow implements FlowState {
  readonly domain: PythonDomain;
  readonly budget = new ValueBudget();
  private readonly work = new WorkList(this.budget);
  private readonly modules: ModuleUnits;
  private readonly functions = new Map<Scope, Map<PythonNode, FunctionUnit>>();
  private readonly receivers: ReceiverUnits;
  private readonly classes = new Map<PythonNode, ClassUnit>();
  private readonly classScopes = new Map<Scope, ClassUnit>();
  private readonly live: FunctionUnit[] = [];
  private isChanged = false;
  readonly evaluator: Evaluator;

  constructor(files: PythonFiles, domain: PythonDomain) {
    this.modules = new ModuleUnits(files);
    this.domain = domain;
    this.evaluator = new Evaluator(this);
    this.receivers = new ReceiverUnits(this);
  }

  add(cell: Cell, values: Iterable<PythonValue>): void {
    if (addTo(cell, values, this.budget)) this.isChanged = true;
  }

  private depth = 0;

  nested(call: () => readonly PythonValue[]): readonly PythonValue[] {
    if (!this.budget.allowsDepth(this.depth)) return [];
    this.depth += 1;
    const results = call();
    this.depth -= 1;
    return results;
  }

  findModules(parts: readonly string[], level: number, from: string): readonly ModuleUnit[] {
    return this.modules.find(parts, level, from);
  }

  /** Makes the statements of a module run. */
  start(unit: ModuleUnit): void {
    if (unit.isLive) return;
    unit.isLive = true;
    const { root: node, scope } = unit;
    this.work.addModule(unit.text.length, () => runBlock(this, this.evaluator, { node, scope }));
    this.isChanged = true;
  }

  functionOf(node: PythonNode, scope: Scope, binding: FunctionUnit['binding']): FunctionUnit {
    const inScope = this.functions.get(scope) ?? new Map<PythonNode, FunctionUnit>();
    this.functions.set(scope, inScope);
    const unit = inScope.get(node) ?? functionUnit(node, scope, binding);
    inScope.set(node, unit);
    return unit;
  }

  classOf(node: PythonNode, around: Scope): ClassUnit {
    const known = this.classes.get(node);
    if (known) return known;
    const { module } = around;
    const types = fieldTypes(node, module.text);
    const unit: ClassUnit = {
      id: nextId(),
      node,
      scope: scopeOf(() => module, around, true),
      bases: new Cell(),
      fields: [...types.keys()],
      types,
      attributes: new Cells(),
      isMade: false,
    };
    this.classes.set(node, unit);
    this.classScopes.set(unit.scope, unit);
    return unit;
  }

  /** The class whose body a scope is. */
  classOfScope(scope: Scope | null): ClassUnit | undefined {
    return scope ? this.classScopes.get(scope) : undefined;
  }

  allClasses(): readonly ClassUnit[] {
    return [...this.classes.values()];
  }

  /** Makes the body of a function run. */
  enter(unit: FunctionUnit): void {
    if (unit.isLive) return;
    unit.isLive = true;
    this.live.push(unit);
    const { start, end } = unit.node;
    this.work.addFunction(end - start, () => this.evaluator.runFunction(unit));
    this.isChanged = true;
  }

  /** Binds arguments to parameters, and makes the function run. @returns its results. */
  callFunction(written: FunctionUnit, self: PythonValue | null, args: CallArguments): Iterable<PythonValue> {
    const unit = this.receivers.unitFor(written, self);
    this.enter(unit);
    bindArguments(this, unit, self ? behindSelf(self, args) : args);
    return unit.results.values.values();
  }

  private readonly objects = new Map<string, ObjectValue>();

  /** The object that a place of the code makes. */
  objectOf(key: string): ObjectValue {
    const known: ObjectValue = this.objects.get(key) ?? {
      kind: 'object',
      key: `object:${key}`,
      slots: new Cells(),
      keys: new Cell(),
    };
    this.objects.set(key, known);
    return known;
  }

  private readonly ofOutside = new Map<string, Cells>();

  private membersOf({ key }: OutsideValue): Cells {
    const members = this.ofOutside.get(key) ?? new Cells();
    this.ofOutside.set(key, members);
    return members;
  }

  outsideMember(value: OutsideValue, name: string): readonly PythonValue[] {
    return [...(this.membersOf(value).get(name)?.values.values() ?? [])];
  }

  setOutside(value: OutsideValue, name: string, values: readonly PythonValue[]): void {
    if (this.domain.nameOf(value) === null) return;
    this.add(cellOf(this.membersOf(value), name), values);
  }

  namesOf(unit: ModuleUnit, name: string): readonly PythonValue[] {
    return namesOfModule(this, unit, name);
  }

  /**
   * Follows a file's statements, and what its handler's name means; null: all names of the file.
   * @returns whether all values came to rest.
   */
  run(path: string, handler: string | null): boolean {
    const entry = this.modules.at(path);
    if (!entry) return true;
    this.modules.entryFolder = parentOf(path);
    this.start(entry);
    const types = new TypedValues(this, this.evaluator);
    return this.rest(() => {
      const names = handler === null ? [...entry.scope.names.keys()] : [handler];
      const calls = new HandlerCalls(this, this.evaluator, handler !== null);
      for (const value of names.flatMap((name) => [...this.namesOf(entry, name)])) calls.call(value);
      if (!this.isChanged) types.fill(this.live);
    });
  }

  /**
   * Follows the statements of several files, and then also programs and all functions.
   * @param turns rounds over the code, or times 10,000 steps, after which the rest is given up.
   * @param onCalls called before functions are called.
   * @returns whether all values came to rest.
   */
  runAll(paths: readonly string[], turns: number, onCalls: () => void): boolean {
    this.budget.turns = turns;
    this.startAll(paths.filter((path) => !PROGRAM.test(path)));
    const isDone = this.rest(() => {});
    onCalls();
    this.startAll(paths);
    const calls = new PublicCalls(this);
    return this.rest(() => calls.callAll(this.modules.all())) && isDone;
  }

  private startAll(paths: readonly string[]): void {
    for (const path of paths) {
      const unit = this.modules.at(path);
      if (unit) this.start(unit);
    }
  }

  /** Runs all code until no value moves: the last round is one over all code, which notes all that it does. */
  private rest(beside: () => void): boolean {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!this.budget.takeTurn() || this.budget.isSpent) return false;
      this.isChanged = false;
      this.domain.begin();
      this.work.runAll();
      // What modules import from each other is there before a handler is called.
      this.work.settle();
      beside();
      if (!this.isChanged) return !this.budget.isExceeded;
      this.work.settle();
    }
    return false;
  }

  /** Files whose statements run. */
  followed(): readonly string[] {
    return [...this.modules.all()].filter(({ isLive }) => isLive).map(({ path }) => path);
  }

  /** Names of a file that a runtime can call: objects, and functions that a caller accepts. */
  callableNames(path: string, accepts: (unit: FunctionUnit) => boolean = () => true): readonly string[] {
    const names = [...(this.modules.at(path)?.scope.names ?? [])];
    const isCallable = (value: PythonValue): boolean =>
      value.kind === 'function' ? accepts(value.unit) : value.kind === 'instance';
    return names.flatMap(([name, cell]) => ([...cell.values.values()].some(isCallable) ? [name] : []));
  }
}
