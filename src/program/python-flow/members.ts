import { NO_ARGUMENTS, type FlowState, type Values } from './flow-state.js';
import type { ClassUnit, OwnValue, PythonPlace, PythonValue } from './python-value.js';
import { fitsAffix } from './texts.js';
import { cellOf } from './units.js';

interface Reading {
  readonly value: PythonValue;
  readonly name: string;
  readonly place: PythonPlace;
}

type OwnReading = Reading & { readonly value: OwnValue };

/** A class and those it inherits from, each once. Hostile code can write a chain of 100,000: there is no recursion. */
export function ancestry(unit: ClassUnit): ReadonlySet<ClassUnit> {
  const seen = new Set<ClassUnit>();
  const waiting = [unit];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    const bases = [...each.bases.values.values()].flatMap((base) =>
      base.kind === 'class' ? [base.unit] : [],
    );
    waiting.push(...bases.reverse());
  }
  return seen;
}

/** The classes in which members of a value are searched: of `super()` those behind the class that says it. */
function searched({ unit, after }: OwnValue): readonly ClassUnit[] {
  const all = [...ancestry(unit)];
  return after ? all.slice(all.indexOf(after) + 1) : all;
}

/** An instance of a class, or the class. */
export function ownValue(kind: OwnValue['kind'], unit: ClassUnit): OwnValue {
  return { kind, key: `${kind}:${unit.id}`, unit };
}

/** What reading an object of a class with `__get__` from another object gives. */
function described(
  flow: FlowState,
  value: OwnValue,
  { self, place }: { readonly self: OwnValue; readonly place: PythonPlace },
): Values {
  const getters = membersOf(flow, { value, name: '__get__', place });
  const args = { positional: [[self], [ownValue('class', self.unit)]], named: new Map() };
  return getters.flatMap((getter) =>
    getter.kind === 'function' ? [...flow.callFunction(getter.unit, getter.self, args)] : [],
  );
}

/** What the body of a class defines, as it is read from an instance or the class itself. */
function bound(flow: FlowState, value: PythonValue, { value: reader, place }: OwnReading): Values {
  const self = ownValue(reader.kind, reader.unit);
  if (value.kind === 'instance') return [value, ...described(flow, value, { self, place })];
  // A method that was bound before it became an attribute keeps its own receiver.
  if (value.kind !== 'function' || value.self !== null) return [value];
  const { unit } = value;
  if (unit.binding === 'static') return [value];
  const isBound = self.kind === 'instance' || unit.binding === 'class';
  const receiver = isBound ? self : null;
  if (unit.binding === 'property' && receiver) return [...flow.callFunction(unit, receiver, NO_ARGUMENTS)];
  return [{ ...value, key: receiver ? `${value.key} of ${receiver.key}` : value.key, self: receiver }];
}

function foundIn(flow: FlowState, unit: ClassUnit, reading: OwnReading): Values {
  const attributes = unit.attributes.get(reading.name)?.values.values() ?? [];
  const written = unit.scope.names.get(reading.name)?.values.values() ?? [];
  // The default of a data class becomes an attribute of the instance: a function is no method then.
  const isField = reading.value.kind === 'instance' && unit.types.has(reading.name);
  const isPlain = ({ kind }: PythonValue): boolean => isField && kind === 'function';
  return [
    ...attributes,
    ...[...written].flatMap((value) => (isPlain(value) ? [value] : [...bound(flow, value, reading)])),
  ];
}

/** Members that the code of a class which is not followed calls by another one. https://docs.python.org/3/library/threading.html#threading.Thread.start */
const CALLS_OWN: ReadonlyMap<string, string> = new Map([['start', 'run']]);

/** A member of a class above that is not followed. A method of such a class may make an instance: `Order.parse(x)`. */
function inherited(flow: FlowState, classes: readonly ClassUnit[], reading: OwnReading): Values {
  const { value, name, place } = reading;
  const bases = classes.flatMap(({ bases: { values } }) => [...values.values()]);
  const outside = bases.flatMap((base) => (base.kind === 'outside' ? [base] : []));
  if (outside.length === 0) return [];
  const own = CALLS_OWN.get(name);
  const called = own === undefined ? [] : memberOfOwn(flow, { ...reading, name: own });
  const made =
    value.kind === 'class' && !/^__|^(?:model_)?construct$/.test(name) ? [ownValue('class', value.unit)] : [];
  return [
    ...outside.flatMap((base) => [...flow.domain.member(base, name, { ...place, of: value })]),
    ...called,
    ...made,
  ];
}

/** What `__getattr__` gives for a name that nothing has. */
function computed(flow: FlowState, reading: OwnReading): Values {
  const { name } = reading;
  if (/^__|^_ipython/.test(name)) return [];
  const args = {
    positional: [[{ kind: 'text', key: `text:${name}`, text: name } as const]],
    named: new Map(),
  };
  const methods = memberOfOwn(flow, { ...reading, name: '__getattr__' });
  return methods.flatMap((method) =>
    method.kind === 'function' && method.self ? [...flow.callFunction(method.unit, method.self, args)] : [],
  );
}

/** How the keys of dictionaries begin that hold an instance's attributes. */
export const ATTRIBUTES = 'object:attributes';

function memberOfOwn(flow: FlowState, reading: OwnReading): Values {
  const { value, name } = reading;
  if (name === '__dict__')
    return [{ kind: 'object', key: `${ATTRIBUTES}${value.unit.id}`, slots: value.unit.attributes }];
  if (name === '__class__') return [ownValue('class', value.unit)];
  const classes = searched(value);
  flow.budget.spend(classes.length);
  if (flow.budget.isSpent) return [];
  for (const each of classes) {
    const found = foundIn(flow, each, reading);
    if (found.length > 0) return found;
  }
  return [...inherited(flow, classes, reading), ...computed(flow, reading)];
}

/** Names that a value has members of. */
function namesIn(value: PythonValue): readonly string[] {
  if (value.kind === 'module') return [...value.unit.scope.names.keys()];
  if (value.kind !== 'instance' && value.kind !== 'class') return [];
  return searched(value).flatMap(({ attributes, scope }) => [...attributes.keys(), ...scope.names.keys()]);
}

/** Members whose name begins and ends as it is known: all of those that the program defines, and of other code what it says. */
export function membersLike(
  flow: FlowState,
  reading: Reading & { readonly prefix: string; readonly suffix: string },
): Values {
  const { value, place } = reading;
  if (value.kind === 'outside') return flow.domain.member(value, '*', place);
  const names = namesIn(value).filter((name) => !name.startsWith('__') && fitsAffix(name, reading));
  return [...new Set(names)].flatMap((name) => [...membersOf(flow, { value, name, place })]);
}

/** The values of a member of a value. */
export function membersOf(flow: FlowState, reading: Reading): Values {
  const { value, name, place } = reading;
  switch (value.kind) {
    case 'module':
      return flow.namesOf(value.unit, name);
    case 'instance':
    case 'class':
      return memberOfOwn(flow, { ...reading, value });
    case 'outside':
      return [...flow.domain.member(value, name, place), ...flow.outsideMember(value, name)];
    case 'object':
      return [...(value.slots.get(name)?.values.values() ?? [])];
    case 'text':
      // The member of an enumeration.
      return name === 'value' ? [value] : [];
    default:
      return [];
  }
}

/** `globals()[name]`, `Kind[name]`: members by their names, or those like them. */
export function namedMembers(
  flow: FlowState,
  { value, keys, place }: { readonly value: PythonValue; readonly keys: Values; readonly place: PythonPlace },
): Values {
  if (keys.length === 0) return membersLike(flow, { value, name: '*', place, prefix: '', suffix: '' });
  return keys.flatMap((key): Values => {
    if (key.kind === 'text') return membersOf(flow, { value, name: key.text, place });
    const { prefix, suffix } = key.kind === 'affix' ? key : { prefix: '', suffix: '' };
    return membersLike(flow, { value, name: '*', place, prefix, suffix });
  });
}

/** Methods by which libraries give all fields of a record: pydantic's. */
const OF_RECORDS = /^(?:model_dump|model_dump_json|dict|json)$/;

/** `order.model_dump()`: the fields of a record as a dictionary; null for other methods and values. */
function recordFields(values: Values, name: string): Values | null {
  if (!OF_RECORDS.test(name)) return null;
  const records = values.flatMap((value) =>
    value.kind === 'instance' && value.unit.types.size > 0 && !value.unit.scope.names.has(name)
      ? [value.unit]
      : [],
  );
  if (records.length === 0) return null;
  return records.map(({ id, attributes }) => ({
    kind: 'object',
    key: `object:attributes${id}`,
    slots: attributes,
  }));
}

/** `cls.__subclasses__()`; null for other methods. */
function subclasses(flow: FlowState, values: Values, name: string): Values | null {
  if (name !== '__subclasses__') return null;
  return values.flatMap((value): Values => {
    if (value.kind !== 'class') return [];
    const object = flow.objectOf(`subclasses${value.unit.id}`);
    flow.budget.spend(flow.allClasses().length);
    const below = flow.allClasses().filter(({ bases }) => bases.values.has(value.key));
    flow.add(
      cellOf(object.slots, '*'),
      below.map((unit) => ownValue('class', unit)),
    );
    return [object];
  });
}

/** The result of methods that every class or record has (`__subclasses__`, `model_dump`); null for other methods. */
export function knownMethod(flow: FlowState, values: Values, name: string): Values | null {
  return subclasses(flow, values, name) ?? recordFields(values, name);
}
