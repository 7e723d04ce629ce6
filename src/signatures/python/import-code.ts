import { groupBy } from '../../model/index.js';
import { fieldOf } from '../../syntax/index.js';
import { sourceOf, type ClassUnit, type Code, type FunctionUnit } from './python-module.js';
import type { PythonNames } from './python-names.js';

/** Methods that run when an object is made. */
const OF_OBJECTS: ReadonlySet<string> = new Set(['__init__', '__new__', '__post_init__', '__enter__']);

const ownerOf = ({ scope: { owner } }: Code): readonly (FunctionUnit | null)[] => [owner];

/** Collects the functions that run when a module is imported. */
class ImportCode {
  readonly reached = new Set<FunctionUnit>();
  private readonly classes = new Set<ClassUnit>();
  /** Names of methods that are called. */
  private readonly members = new Set<string>();
  private readonly waiting: (FunctionUnit | null)[] = [null];
  private readonly names: PythonNames;

  constructor(names: PythonNames) {
    this.names = names;
    const { module } = names;
    const uses = groupBy(module.uses, ownerOf);
    const calls = groupBy(module.calls, ownerOf);
    for (let owner = this.waiting.pop(); owner !== undefined; owner = this.waiting.pop()) {
      for (const use of uses.get(owner) ?? []) this.use(use);
      for (const call of calls.get(owner) ?? []) this.call(call);
    }
  }

  private reach(unit: FunctionUnit): void {
    if (this.reached.has(unit)) return;
    this.reached.add(unit);
    this.waiting.push(unit);
  }

  private use(code: Code): void {
    for (const unit of this.names.functionsOf(code)) this.reach(unit);
    for (const unit of this.names.classesOf(code)) this.make(unit);
  }

  private make(unit: ClassUnit): void {
    if (this.classes.has(unit)) return;
    this.classes.add(unit);
    for (const [name, method] of unit.methods)
      if (OF_OBJECTS.has(name) || this.members.has(name)) this.reach(method);
  }

  private call({ node }: Code): void {
    const callee = fieldOf(node, 'function');
    const member = callee?.type === 'attribute' ? fieldOf(callee, 'attribute') : undefined;
    if (!member) return;
    const { module } = this.names;
    // A thread's `start` runs its `run`.
    const name = sourceOf(member, module).replace(/^start$/, 'run');
    if (this.members.has(name)) return;
    this.members.add(name);
    for (const method of module.methods.get(name) ?? [])
      if (method.class && this.classes.has(method.class)) this.reach(method);
  }
}

/** The functions that run, or are handed on to be run, when a module is imported. */
export function importedFunctions(names: PythonNames): ReadonlySet<FunctionUnit> {
  return new ImportCode(names).reached;
}
