import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { textOf, type Evaluation, type FlowState, type Running, type Values } from './flow-state.js';
import { membersOf, ownValue } from './members.js';
import type { FunctionUnit, OwnValue, PythonValue, Scope } from './python-value.js';
import { textValue } from './texts.js';
import { cellOf } from './units.js';

/** Decorators after which a function is what it was: they call nothing on their own, and register nothing. */
const PASSING =
  /^(?:\w+\.)*(?:lru_cache|cache|cached_property|property|setter|getter|staticmethod|classmethod|abstractmethod|wraps|contextmanager|asynccontextmanager|override|overload|final|retry|capture_method|singledispatch|deprecated|timeit|dataclass|dataclasses|define|frozen|total_ordering|unique|runtime_checkable|event_source|event_parser|validator|idempotent|inject_lambda_context|log_metrics|capture_lambda_handler|singledispatchmethod)$/;
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

/** Whether functions are among values whose code has not run: what they give is not known yet. */
function isPending(values: Values): boolean {
  return values.some((value) => value.kind === 'function' && value.self === null && !value.unit.isLive);
}

/** What decorators make of a function. */
function decorated(
  evaluator: Evaluation,
  value: PythonValue,
  { decorators, scope }: Omit<Defining, 'node'>,
): Values {
  let values: Values = [value];
  for (const decorator of decorators.toReversed()) {
    const [expression] = decorator.children;
    if (!expression || PASSING.test(nameOf(decorator, scope))) continue;
    const target = expression.type === 'call' ? fieldOf(expression, 'function') : undefined;
    const isFirst = isPending(target ? evaluator.values(target, scope) : []);
    const callees = evaluator.values(expression, scope);
    const isWaiting = isFirst || isPending(callees);
    const made = evaluator.call({
      node: expression,
      scope,
      callees,
      args: { positional: [values], named: new Map() },
    });
    const known = callees.length > 0 ? made : [];
    // A framework that is not followed calls what is registered with it.
    if (known.length > 0 || isWaiting) values = [...known];
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
export function defineClass(
  flow: FlowState,
  evaluator: Evaluation,
  { node, scope, decorators }: Defining,
): void {
  const [name, body, bases] = [fieldOf(node, 'name'), fieldOf(node, 'body'), fieldOf(node, 'superclasses')];
  if (!name || !body) return;
  const unit = flow.classOf(node, scope);
  for (const base of bases?.children ?? [])
    if (base.type !== 'keyword_argument')
      // `class A(Base[int])`
      flow.add(
        unit.bases,
        evaluator.values((base.type === 'subscript' && fieldOf(base, 'value')) || base, scope),
      );
  const value = ownValue('class', unit);
  flow.add(cellOf(scope.names, textOf(name, scope)), decorated(evaluator, value, { decorators, scope }));
  evaluator.runBlock({ node: body, scope: unit.scope });
  callHooks(flow, evaluator, { value, bases, scope });
}

interface Hooking {
  readonly value: OwnValue;
  readonly bases: PythonNode | undefined;
  readonly scope: Scope;
}

/** `class A(B, rule='x')`: what `__init_subclass__` gets. */
function classArguments(
  evaluator: Evaluation,
  { bases, scope }: Omit<Hooking, 'value'>,
): Map<string, Values> {
  const named = new Map<string, Values>();
  for (const each of bases?.children ?? []) {
    const [name, argument] = [fieldOf(each, 'name'), fieldOf(each, 'value')];
    if (each.type === 'keyword_argument' && name && argument)
      named.set(textOf(name, scope), evaluator.values(argument, scope));
  }
  return named;
}

/** What Python calls when a class is made: `__init_subclass__` of those above it, and `__set_name__` of its values. */
function callHooks(flow: FlowState, evaluator: Evaluation, { value, bases, scope }: Hooking): void {
  const named = classArguments(evaluator, { bases, scope });
  const place = { module: scope.module, node: scope.module.root };
  const above = { ...value, key: `super${value.unit.id}:${value.key}`, after: value.unit };
  for (const hook of membersOf(flow, { value: above, name: '__init_subclass__', place }))
    if (hook.kind === 'function') flow.callFunction(hook.unit, value, { positional: [], named });
  for (const [name, cell] of value.unit.scope.names)
    for (const each of cell.values.values())
      evaluator.callMethods(each, ['__set_name__'], {
        positional: [[value], [textValue(name)]],
        named: new Map(),
      });
}
