import { limitOf } from '../../files/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { NO_ARGUMENTS, textOf, type Evaluation, type FlowState, type Values } from './flow-state.js';
import { ancestry, ownValue } from './members.js';
import type { Cell, ClassUnit, FunctionUnit, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

/** Types whose parts say nothing of the value itself. */
const OPAQUE = /\b(?:Callable|Literal|[Tt]ype|Generic|TypeVar|Awaitable|Coroutine)\b/;
/** Types of values that hold values of their parts. */
const HOLDERS =
  /\b(?:[Ll]ist|[Tt]uple|[Ss]et|[Ff]rozenset|[Dd]ict|defaultdict|Mapping|MutableMapping|Sequence|Iterable|Iterator|AsyncIterator|AsyncIterable|Generator|AsyncGenerator|Collection)\s*\[/;

/** The name of a parameter; undefined for `*args`. */
function parameterOf(node: PythonNode): PythonNode | undefined {
  const [inner] = node.children;
  return fieldOf(node, 'name') ?? (inner?.type === 'identifier' ? inner : undefined);
}

/** Gives what nothing else gives a value what its type says: containers of other packages fill in arguments by their types. */
export class TypedValues {
  private readonly flow: FlowState;
  private readonly evaluation: Evaluation;

  constructor(flow: FlowState, evaluation: Evaluation) {
    this.flow = flow;
    this.evaluation = evaluation;
  }

  fill(functions: readonly FunctionUnit[]): void {
    if (!this.flow.domain.typed) return;
    for (const unit of functions) this.fillFunction(unit);
    for (const unit of this.flow.allClasses()) if (unit.isMade) this.fillClass(unit);
  }

  private fillFunction({ node, scope, parameters, results }: FunctionUnit): void {
    const around = scope.parent ?? scope;
    for (const each of fieldOf(node, 'parameters')?.children ?? []) {
      const [type, name] = [fieldOf(each, 'type'), parameterOf(each)];
      if (type && name) this.fillCell(cellOf(parameters, textOf(name, scope)), type, around);
    }
    const type = fieldOf(node, 'return_type');
    if (type) this.fillCell(results, type, around);
  }

  private fillClass(unit: ClassUnit): void {
    for (const [name, type] of unit.types)
      if (this.isOpen(unit.scope.names.get(name)))
        this.fillCell(cellOf(unit.attributes, name), type, unit.scope);
  }

  /** Whether nothing is known of what a cell has: data, and values of other code that only have a name. */
  private isOpen(cell: Cell | undefined): boolean {
    const { domain } = this.flow;
    return [...(cell?.values.values() ?? [])].every(
      (each) => each.kind === 'outside' && (each.key === domain.data.key || domain.nameOf(each) !== null),
    );
  }

  private fillCell(cell: Cell, type: PythonNode, scope: Scope): void {
    if (this.isOpen(cell)) this.flow.add(cell, this.valuesOf(type, scope));
  }

  /** `S3Client`, `"S3Client | None"`, `Optional[a.b.S3Client]`, `list[Rule]` */
  private valuesOf(type: PythonNode, scope: Scope): Values {
    const text = textOf(type, scope);
    if (text.length > limitOf('joined-text') || OPAQUE.test(text)) return [];
    const names = text.match(/[A-Za-z_][\w.]*/g) ?? [];
    const values = names.flatMap((name) => this.named(name, { node: type, scope }));
    if (values.length === 0 || !HOLDERS.test(text)) return values;
    const object = this.flow.objectOf(`${scope.id}:${type.start}:typed`);
    this.flow.add(cellOf(object.slots, '*'), values);
    return [object];
  }

  private named(name: string, running: { readonly node: PythonNode; readonly scope: Scope }): Values {
    const [first = '', ...members] = name.split('.');
    let values = this.evaluation.lookUp(first, running.scope);
    for (const member of members)
      values = values.flatMap((value) => [...this.evaluation.read(value, member, running)]);
    return values.flatMap((value) => [...this.instancesOf(value, running)]);
  }

  private instancesOf(
    value: PythonValue,
    running: { readonly node: PythonNode; readonly scope: Scope },
  ): Values {
    const { domain, budget } = this.flow;
    const name = value.kind === 'outside' ? domain.nameOf(value) : null;
    if (name !== null) return domain.typed?.(name) ?? [];
    if (value.kind !== 'class') return [];
    const all = this.flow.allClasses();
    budget.spend(all.length);
    if (budget.isSpent) return [];
    const callees = all
      .filter((unit) => ancestry(unit).has(value.unit))
      .map((unit) => ownValue('class', unit));
    return this.evaluation.call({ ...running, callees, args: NO_ARGUMENTS });
  }
}
