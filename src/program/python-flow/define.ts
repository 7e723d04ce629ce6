import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { textOf, type Evaluation, type FlowState, type Running, type Values } from './flow-state.js';
import type { FunctionUnit, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

/** Decorators after which a function is what it was: they call nothing on their own, and register nothing. */
const PASSING =
  /^(?:\w+\.)*(?:lru_cache|cache|cached_property|property|setter|getter|staticmethod|classmethod|abstractmethod|wraps|contextmanager|asynccontextmanager|override|overload|final|retry|capture_method|singledispatch|deprecated|timeit|dataclass)$/;
const PROPERTY = /^(?:\w+\.)*(?:property|cached_property)$/;

interface Defining extends Running {
  readonly decorators: readonly PythonNode[];
}

/** The name of a decorator, without its arguments. */
function nameOf({ children: [expression] }: PythonNode, scope: Scope): string {
  const target = expression?.type === 'call' ? fieldOf(expression, 'function') : expression;
  return target ? textOf(target, scope) : '';
}

function bindingOf(names: readonly string[]): FunctionUnit['binding'] {
  if (names.includes('staticmethod')) return 'static';
  if (names.includes('classmethod')) return 'class';
  return names.some((name) => PROPERTY.test(name)) ? 'property' : 'method';
}

/** What decorators make of a function. */
function decorated(evaluator: Evaluation, value: PythonValue, { decorators, scope }: Defining): Values {
  let values: Values = [value];
  for (const decorator of decorators.toReversed()) {
    const [expression] = decorator.children;
    if (!expression || PASSING.test(nameOf(decorator, scope))) continue;
    const made = evaluator.call({
      node: expression,
      scope,
      callees: evaluator.values(expression, scope),
      args: { positional: [values], named: new Map() },
    });
    // A framework that is not followed calls what is registered with it.
    values = made.length > 0 ? [...made] : values;
  }
  return values;
}

/** Gives parameters the values of their defaults. */
function bindDefaults(
  flow: FlowState,
  evaluator: Evaluation,
  { node, scope, parameters }: FunctionUnit,
): void {
  for (const each of fieldOf(node, 'parameters')?.children ?? []) {
    const [name, value] = [fieldOf(each, 'name'), fieldOf(each, 'value')];
    if (!name || !value) continue;
    flow.add(cellOf(parameters, textOf(name, scope)), evaluator.values(value, scope.parent ?? scope));
  }
}

/** Gives a function its name. */
export function defineFunction(flow: FlowState, evaluator: Evaluation, defining: Defining): void {
  const { node, scope, decorators } = defining;
  const name = fieldOf(node, 'name');
  if (!name) return;
  const binding = bindingOf(decorators.map((each) => nameOf(each, scope)));
  const unit = flow.functionOf(node, scope, binding);
  bindDefaults(flow, evaluator, unit);
  const value: PythonValue = { kind: 'function', key: `function:${unit.id}`, unit, self: null };
  const cell = cellOf(scope.names, textOf(name, scope));
  flow.add(cell, decorators.length === 0 ? [value] : decorated(evaluator, value, defining));
}

/** Gives a class its name, and runs its body. */
export function defineClass(flow: FlowState, evaluator: Evaluation, { node, scope }: Running): void {
  const [name, body, bases] = [fieldOf(node, 'name'), fieldOf(node, 'body'), fieldOf(node, 'superclasses')];
  if (!name || !body) return;
  const unit = flow.classOf(node, scope);
  for (const base of bases?.children ?? [])
    if (base.type !== 'keyword_argument') flow.add(unit.bases, evaluator.values(base, scope));
  flow.add(cellOf(scope.names, textOf(name, scope)), [{ kind: 'class', key: `class:${unit.id}`, unit }]);
  evaluator.runBlock({ node: body, scope: unit.scope });
}
