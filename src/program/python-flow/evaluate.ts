import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { assignTo } from './assign.js';
import { argumentsOf, callValues } from './calls.js';
import { callBuiltIn, callContainer, elementsOf } from './containers.js';
import { keepInModule } from './keep-in-module.js';
import {
  NO_ARGUMENTS,
  textOf,
  type Evaluation,
  type FlowState,
  type KnownCall,
  type Running,
  type Values,
} from './flow-state.js';
import { chosenValues, joinedValues, testedValues } from './join-values.js';
import { itemsOf, meaningAt, valuesInStretch } from './used-values.js';
import { knownMethod, membersOf } from './members.js';
import { makeComprehension, makeDictionary, makeList } from './objects.js';
import type { CallArguments, FunctionUnit, PythonValue, Scope } from './python-value.js';
import { runBlock } from './run-statements.js';
import { callText, textMethods } from './texts.js';
import { cellOf } from './units.js';

type Evaluate = (running: Running) => Values;

/** Nodes whose values are those of their children. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'await',
  'parenthesized_expression',
  'list_splat',
  'as_pattern',
  'type',
]);

/** Nodes that make a value of several. */
const JOINING = ['string', 'concatenated_string', 'binary_operator'];

const COMPREHENSIONS = [
  'list_comprehension',
  'set_comprehension',
  'generator_expression',
  'dictionary_comprehension',
];

/** Finds the values of expressions. */
export class Evaluator implements Evaluation {
  private readonly flow: FlowState;
  private readonly evaluations: ReadonlyMap<string, Evaluate>;

  constructor(flow: FlowState) {
    this.flow = flow;
    const list: Evaluate = (running) => makeList(flow, this, running);
    const comprehension: Evaluate = (running) => makeComprehension(flow, this, running);
    this.evaluations = new Map<string, Evaluate>([
      ['identifier', (running) => this.checked(this.named(running), running)],
      ['attribute', (running) => this.checked(this.member(running), running)],
      ['call', (running) => this.callNode(running)],
      ['assignment', (running) => this.assignment(running, 'left', 'right')],
      ['augmented_assignment', (running) => this.assignment(running, 'left', 'right')],
      ['named_expression', (running) => this.assignment(running, 'name', 'value')],
      ['subscript', (running) => this.checked(this.subscript(running), running)],
      ...JOINING.map((type) => [type, (running: Running) => joinedValues(flow, this, running)] as const),
      ['boolean_operator', (running) => testedValues(this, running)],
      ['conditional_expression', (running) => chosenValues(this, running)],
      ['dictionary', (running) => makeDictionary(flow, this, running)],
      ['lambda', (running) => this.lambda(running)],
      ['decorator', () => []],
      ['yield', (running) => this.yieldValue(running)],
      ['with_item', (running) => this.withItem(running)],
      ...['list', 'tuple', 'set', 'expression_list'].map((type) => [type, list] as const),
      ...COMPREHENSIONS.map((type) => [type, comprehension] as const),
    ]);
  }

  values(node: PythonNode, scope: Scope): Values {
    const { budget } = this.flow;
    return budget.isSpent ? [] : budget.take(this.evaluate(node, scope));
  }

  private evaluate(node: PythonNode, scope: Scope): Values {
    const evaluation = this.evaluations.get(node.type);
    if (evaluation) return evaluation({ node, scope });
    const inner = node.children.map((child) => this.values(child, scope));
    return TRANSPARENT.has(node.type) ? inner.flat() : [];
  }

  /** What code reads at a place, by what it has checked there. */
  private checked(values: Values, { node, scope }: Running): Values {
    const { domain } = this.flow;
    if (values.length === 0 || !domain.checked) return values;
    const lookUp = (path: string): Values => meaningAt(this, path, { node, scope });
    return domain.checked(values, { module: scope.module, node, lookUp });
  }

  private named({ node, scope }: Running): Values {
    const name = textOf(node, scope);
    const values = valuesInStretch(this.flow, { node, scope }, this.lookUp(name, scope));
    const builtIn = values.length === 0 ? this.flow.domain.builtIn?.(name) : null;
    return builtIn ? [builtIn] : values;
  }

  /** Values of a name, from the scope outwards. */
  lookUp(name: string, scope: Scope): Values {
    for (let at: Scope | null = scope; at; at = at.parent) {
      if (at.isClass && at !== scope) continue;
      const cell = at.globals.has(name) ? at.module.scope.names.get(name) : at.names.get(name);
      if (cell) return [...cell.values.values()];
    }
    return this.flow.namesOf(scope.module, name);
  }

  assign(target: PythonNode, values: Values, scope: Scope): void {
    assignTo(this.flow, this, { target, values, scope });
  }

  private assignment({ node, scope }: Running, target: string, source: string): Values {
    const [left, right] = [fieldOf(node, target), fieldOf(node, source)];
    if (!left || !right) return [];
    const values = this.values(right, scope);
    this.assign(left, values, scope);
    return values;
  }

  /** `with f() as x`: what `__enter__` returns is taken to be the object itself, or what own code returns. */
  private withItem({ node, scope }: Running): Values {
    const value = fieldOf(node, 'value') ?? node.children[0];
    if (!value) return [];
    const [expression, alias] = value.type === 'as_pattern' ? value.children : [value];
    const values = expression ? this.values(expression, scope) : [];
    const entered = values.flatMap((each) =>
      this.callMethods(each, ['__enter__', '__aenter__'], NO_ARGUMENTS),
    );
    this.leave(values);
    const yielded = this.elements(
      values.filter(({ key }) => key.startsWith('object:yield')),
      { node, scope },
    );
    const targets = alias && alias.children.length > 0 ? alias.children : [alias];
    for (const target of targets) if (target) this.assign(target, [...values, ...entered, ...yielded], scope);
    return values;
  }

  /** The end of a `with` statement. */
  private leave(values: Values): void {
    for (const each of values) this.callMethods(each, ['__exit__', '__aexit__'], NO_ARGUMENTS);
  }

  callMethods(value: PythonValue, names: readonly string[], args: CallArguments): Values {
    if (value.kind !== 'instance') return [];
    const { scope } = value.unit;
    const methods = names.flatMap((name) => [...this.read(value, name, { node: scope.module.root, scope })]);
    return methods.flatMap((method): Values =>
      method.kind === 'function' ? [...this.flow.callFunction(method.unit, method.self, args)] : [],
    );
  }

  /** `yield x`: what a loop over the function's result gets. */
  private yieldValue({ node, scope }: Running): Values {
    const inner = node.children.flatMap((child) => [...this.values(child, scope)]);
    const isFrom = /^yield\s+from\b/.test(textOf(node, scope));
    const object = this.flow.objectOf(`yield${scope.id}`);
    this.flow.add(cellOf(object.slots, '*'), isFrom ? this.elements(inner, { node, scope }) : inner);
    if (scope.results) this.flow.add(scope.results, [object]);
    return [];
  }

  read(value: PythonValue, name: string, { node, scope }: Running): Values {
    return membersOf(this.flow, { value, name, place: { module: scope.module, node } });
  }

  private members(values: Values, name: string, running: Running): Values {
    return values.flatMap((value) => [...this.read(value, name, running)]);
  }

  private member(running: Running): Values {
    const { node, scope } = running;
    const [object, attribute] = [fieldOf(node, 'object'), fieldOf(node, 'attribute')];
    if (!object || !attribute) return [];
    return this.members(this.values(object, scope), textOf(attribute, scope), running);
  }

  elements(values: Values, { node, scope }: Running): Values {
    return elementsOf(this.flow, values, { module: scope.module, node });
  }

  private subscript({ node, scope }: Running): Values {
    const [value, key] = [fieldOf(node, 'value'), fieldOf(node, 'subscript')];
    if (!value) return [];
    const keys = key ? this.values(key, scope) : [];
    return itemsOf(this.flow, this, { node, scope, values: this.values(value, scope), keys });
  }

  private lambda({ node, scope }: Running): Values {
    const unit = this.flow.functionOf(node, scope, 'method');
    return [{ kind: 'function', key: `function:${unit.id}`, unit, self: null }];
  }

  private callNode({ node, scope }: Running): Values {
    const callee = fieldOf(node, 'function');
    if (!callee) return [];
    const args = argumentsOf(this, { node, scope });
    if (callee.type === 'attribute')
      return this.checked(this.callMember(callee, { node, args, scope }), { node, scope });
    const name = callee.type === 'identifier' ? textOf(callee, scope) : '';
    const builtIn = callBuiltIn(this.flow, this, { name, node, args, scope });
    if (builtIn) this.useBuiltIn(name, args, { node, scope });
    if (builtIn) return name === 'getattr' ? this.checked(builtIn, { node, scope }) : builtIn;
    return this.call({ node, scope, callees: this.values(callee, scope), args });
  }

  private useBuiltIn(name: string, args: CallArguments, { node, scope }: Running): void {
    const value = this.flow.domain.used && this.flow.domain.builtIn?.(name);
    if (value?.kind === 'outside') this.flow.domain.used?.(value, args, { module: scope.module, node });
  }

  /** Looks at the object once: a chain of calls would else take twice as long with each of them. */
  private callMember(callee: PythonNode, calling: Omit<KnownCall, 'callees'>): Values {
    const { args, scope } = calling;
    const [object, attribute] = [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')];
    if (!object || !attribute) return [];
    const values = this.values(object, scope);
    const name = textOf(attribute, scope);
    const owner = fieldOf(object, 'object');
    const owners = (): Values => (owner ? this.values(owner, scope) : []);
    keepInModule(this.flow, { lists: values, owners }, { ...calling, object, name });
    const text = callText(values, name, args.positional);
    const contained = callContainer(this.flow, values, { name, args });
    const special = contained ?? text ?? knownMethod(this.flow, values, name);
    const others = special ? values.filter(({ kind }) => kind === 'outside') : values;
    if (special && others.length === 0 && !text) return special;
    const callees = this.members(others, name, { node: callee, scope });
    const made = special ?? textMethods(this.flow, values, { name, args, calling });
    return [...made, ...this.call({ ...calling, callees, object: values })];
  }

  call(known: KnownCall): Values {
    return callValues(this.flow, this, known);
  }

  runBlock(running: Running): void {
    runBlock(this.flow, this, running);
  }

  runFunction({ node, scope, results }: FunctionUnit): void {
    const body = fieldOf(node, 'body');
    if (!body) return;
    if (node.type === 'lambda') this.flow.add(results, this.values(body, scope));
    else this.runBlock({ node: body, scope });
  }
}
