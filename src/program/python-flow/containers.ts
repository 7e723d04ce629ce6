import { limitOf } from '../../files/index.js';
import {
  NO_ARGUMENTS,
  type Evaluation,
  type FlowState,
  type ObjectValue,
  type Running,
  type Values,
} from './flow-state.js';
import { storeOutside } from './assign.js';
import { fill, isDictionary, keysOf, slotValues, wholeOf } from './used-values.js';
import { membersLike, membersOf } from './members.js';
import type { CallArguments, ModuleUnit, OwnValue, PythonPlace, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

const ITERATORS = ['__iter__', '__aiter__', '__next__', '__anext__'];

/** What a loop over an object of an own class gets; over a class, such as an enumeration, its members. */
function ownElements(flow: FlowState, value: OwnValue, place: PythonPlace): Values {
  if (value.kind === 'class')
    return [...value.unit.scope.names.values()].flatMap((cell) => [...cell.values.values()]);
  const found = ITERATORS.flatMap((name) => [...membersOf(flow, { value, name, place })]);
  const results = found.flatMap((method): Values =>
    method.kind === 'function' ? [...flow.callFunction(method.unit, method.self, NO_ARGUMENTS)] : [],
  );
  const isLazy = results.length === 0 && value.unit.fields.length > 0;
  const fields = isLazy ? [...value.unit.attributes.values()] : [];
  return [
    ...results.flatMap((each) => (each.kind === 'object' ? slotValues(each, []) : [each])),
    ...fields.flatMap((cell) => [...cell.values.values()]),
  ];
}

/** The values that a loop over some values gets. */
export function elementsOf(flow: FlowState, values: Values, place: PythonPlace): Values {
  return values.flatMap((value): Values => {
    if (value.kind === 'object') return isDictionary(value) ? keysOf(value) : slotValues(value, []);
    if (value.kind === 'instance' || value.kind === 'class') return ownElements(flow, value, place);
    if (value.kind !== 'outside') return [];
    return flow.domain.member(value, '[]', place);
  });
}

const READS: ReadonlySet<string> = new Set('get pop keys values items copy popitem result'.split(' '));
const WRITES: ReadonlySet<string> = new Set([
  'append',
  'add',
  'insert',
  'extend',
  'update',
  'setdefault',
  'appendleft',
]);

/** Methods whose first argument is a key, or a place. */
const BEHIND_KEY: ReadonlySet<string> = new Set(['setdefault', 'insert']);
const BY_KEY: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault']);
/** Methods that take all elements of another object. */
const OF_LISTS: ReadonlySet<string> = new Set(['extend', 'update']);
/** Methods that give an object of the same values; `result` is one of what `pool.submit` gives. */
const WHOLE: ReadonlySet<string> = new Set(['keys', 'values', 'items', 'copy', 'result']);

interface Calling extends Running {
  readonly args: CallArguments;
}

function elementsIn(values: Values): Values {
  return values.flatMap((each) => (each.kind === 'object' ? slotValues(each, []) : []));
}

/** A method of a dictionary or list, by its name. */
interface MethodCall {
  readonly name: string;
  readonly args: CallArguments;
}

function write(flow: FlowState, { slots }: ObjectValue, { name, args }: MethodCall): void {
  const [first = []] = args.positional;
  const key = name === 'setdefault' && first[0]?.kind === 'text' ? first[0].text : '*';
  const values = args.positional.slice(BEHIND_KEY.has(name) ? 1 : 0).flat();
  // Data that is taken in whole has keys of its own.
  const outside = values.filter(({ kind }) => kind === 'outside');
  flow.add(cellOf(slots, key), OF_LISTS.has(name) ? [...elementsIn(values), ...outside] : values);
  for (const [each, of] of args.named) flow.add(cellOf(slots, each), of);
}

/** `clients.get('s3')`, `clients.append(x)`: the results of a method of containers; null for other methods. */
export function callContainer(flow: FlowState, values: Values, method: MethodCall): Values | null {
  const { name, args } = method;
  const objects = values.filter((value): value is ObjectValue => value.kind === 'object');
  if (objects.length === 0) return null;
  if (WRITES.has(name)) for (const object of objects) write(flow, object, method);
  else if (!READS.has(name)) return null;
  if (WHOLE.has(name)) return objects.map((object) => wholeOf(flow, object, name));
  const [keys = []] = BY_KEY.has(name) ? args.positional : [];
  return [...objects.flatMap((object) => [...slotValues(object, keys)]), ...args.positional.slice(1).flat()];
}

/** `super()`: the instance or class itself, whose members are searched behind the class that the code is in. */
function callSuper(flow: FlowState, scope: Scope): Values {
  let at: Scope | null = scope;
  while (at && at.parent?.isClass !== true) at = at.parent;
  const after = flow.classOfScope(at?.parent ?? null);
  const self = at?.names.values().next();
  if (!after || !self || self.done === true) return [];
  return [...self.value.values.values()].flatMap((value): Values => {
    if (value.kind !== 'instance' && value.kind !== 'class') return [];
    return [{ ...value, key: `super${after.id}:${value.key}`, after }];
  });
}

type BuiltIn = (flow: FlowState, evaluator: Evaluation, calling: Calling) => Values;

/** `getattr(x, 'name')` */
const callGetattr: BuiltIn = (flow, evaluator, { node, args, scope }) => {
  const [objects = [], names = [], fallback = []] = args.positional;
  const known = names.flatMap((name) => (name.kind === 'text' ? [name.text] : []));
  const isKnown = known.length * objects.length <= limitOf('python-values');
  const like = names.filter(({ kind }) => kind !== 'text').map(affixOf);
  const open = !isKnown || names.length === 0 ? [ANY] : like;
  return [
    ...objects.flatMap((value) => [
      ...(isKnown ? known : []).flatMap((name) => [...evaluator.read(value, name, { node, scope })]),
      ...open.flatMap((affix) => [
        ...membersLike(flow, { ...affix, value, name: '*', place: { module: scope.module, node } }),
      ]),
    ]),
    ...fallback,
  ];
};

const ANY = { prefix: '', suffix: '' };

function affixOf(value: PythonValue): typeof ANY {
  return value.kind === 'affix' ? value : ANY;
}

function setMember(
  flow: FlowState,
  object: PythonValue,
  stored: Running & { readonly name: string; readonly values: Values },
): void {
  const { name, values } = stored;
  if (object.kind === 'outside') storeOutside(flow, object, stored);
  else if (object.kind === 'instance' && name !== '*') flow.add(cellOf(object.unit.attributes, name), values);
}

/** `setattr(x, 'name', y)` */
const callSetattr: BuiltIn = (flow, _evaluator, { node, scope, args: { positional } }) => {
  const [objects = [], names = [], values = []] = positional;
  const known = names.flatMap((name) => (name.kind === 'text' ? [name.text] : []));
  for (const name of objects.length === 0 ? known : [])
    flow.domain.storedUnknown?.({ name, values }, { module: scope.module, node });
  for (const name of known.length > 0 ? known : ['*'])
    for (const object of objects) setMember(flow, object, { name, values, node, scope });
  return [];
};

const BUILT_IN: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['getattr', callGetattr],
  ['setattr', callSetattr],
  ['super', (flow, _evaluator, { scope }) => callSuper(flow, scope)],
  ['globals', (_flow, _evaluator, { scope: { module } }) => [moduleValue(module)]],
  ['vars', (_flow, evaluator, { node, args, scope }) => dictOf(evaluator, { node, args, scope })],
  ['dict', (flow, _evaluator, calling) => made(flow, calling)],
  ['list', (_flow, _evaluator, { args }) => args.positional.flat()],
  ['tuple', (_flow, _evaluator, { args }) => args.positional.flat()],
  ['sorted', (_flow, _evaluator, { args }) => args.positional.flat()],
  ['reversed', (_flow, _evaluator, { args }) => args.positional.flat()],
  ['iter', (_flow, _evaluator, { args }) => args.positional.flat()],
  [
    'next',
    (_flow, evaluator, { node, args, scope }) => evaluator.elements(args.positional.flat(), { node, scope }),
  ],
  ['map', mapped],
]);

/** `vars(x)`: as an object whose keys are the names. */
function dictOf(evaluator: Evaluation, { node, args, scope }: Calling): Values {
  return args.positional.flat().flatMap((value) => [...evaluator.read(value, '__dict__', { node, scope })]);
}

function moduleValue(unit: ModuleUnit): PythonValue {
  return { kind: 'module', key: `module:${unit.id}`, unit };
}

function made(flow: FlowState, { node, args, scope }: Calling): Values {
  const object = flow.objectOf(`${scope.id}:${node.start}:dict`);
  for (const [name, values] of args.named) flow.add(cellOf(object.slots, name), values);
  for (const value of args.positional.flat()) if (value.kind === 'object') fill(flow, object, value);
  return [object, ...args.positional.flat().filter(({ kind }) => kind === 'outside')];
}

function mapped(flow: FlowState, evaluator: Evaluation, { node, args, scope }: Calling): Values {
  const [callees = [], ...lists] = args.positional;
  const positional = lists.map((list) => evaluator.elements(list, { node, scope }));
  const object = flow.objectOf(`${scope.id}:${node.start}:map`);
  flow.add(
    cellOf(object.slots, '*'),
    evaluator.call({ node, scope, callees, args: { positional, named: new Map() } }),
  );
  return [object];
}

/** The results of calling one of Python's own functions by its name; null for other functions. */
export function callBuiltIn(
  flow: FlowState,
  evaluator: Evaluation,
  { name, ...calling }: Calling & { readonly name: string },
): Values | null {
  const builtIn = BUILT_IN.get(name);
  return builtIn && evaluator.lookUp(name, calling.scope).length === 0
    ? builtIn(flow, evaluator, calling)
    : null;
}
