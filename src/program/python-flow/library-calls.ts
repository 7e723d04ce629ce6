import { NO_ARGUMENTS, type Evaluation, type FlowState, type KnownCall, type Values } from './flow-state.js';
import type { CallArguments } from './python-value.js';
import { cellOf } from './units.js';

type Library = (flow: FlowState, evaluation: Evaluation, known: KnownCall) => Values;

function addArguments(flow: FlowState, slots: Parameters<typeof cellOf>[0], args: CallArguments): void {
  for (const [at, values] of args.positional.entries()) flow.add(cellOf(slots, `${at}`), values);
  for (const [name, values] of args.named) flow.add(cellOf(slots, name), values);
}

/** `functools.partial(f, a)`; the first of several that are one inside the other keeps all arguments. */
const partial: Library = (flow, _evaluation, { node, scope, args: { positional, named } }) => {
  const [callees = [], ...before] = positional;
  return callees.map((callee) => {
    const key = `partial:${scope.id}:${node.start}:${callee.key}`;
    const slots = callee.kind === 'partial' ? callee.slots : flow.objectOf(key).slots;
    addArguments(flow, slots, { positional: callee.kind === 'partial' ? [] : before, named });
    return callee.kind === 'partial' ? callee : { kind: 'partial', key, callee, slots };
  });
};

/** `types.SimpleNamespace(a=b)` */
const namespace: Library = (flow, _evaluation, { node, scope, args }) => {
  const object = flow.objectOf(`${scope.id}:${node.start}:namespace`);
  addArguments(flow, object.slots, args);
  return [object];
};

/** `functools.reduce(f, list, first)`: the function gets its own results too. */
const reduce: Library = (flow, evaluation, { node, scope, args: { positional } }) => {
  const [callees = [], lists = [], first = []] = positional;
  const elements = evaluation.elements(lists, { node, scope });
  const soFar = flow.objectOf(`${scope.id}:${node.start}:reduce`).slots;
  flow.add(cellOf(soFar, '*'), [...first, ...elements]);
  const before = [...cellOf(soFar, '*').values.values()];
  const args = { positional: [before, elements], named: new Map() };
  const results = evaluation.call({ node, scope, callees, args });
  flow.add(cellOf(soFar, '*'), results);
  return [...before, ...results];
};

/** `dataclasses.asdict(x)`: its attributes by their names. */
const attributes: Library = (_flow, evaluation, { node, scope, args: { positional } }) =>
  (positional[0] ?? []).flatMap((value): Values =>
    value.kind === 'instance' ? evaluation.read(value, '__dict__', { node, scope }) : [value],
  );

/** `dataclasses.field(default=x)`: the value that an attribute has without an argument. */
const defaultOf: Library = (_flow, evaluation, { node, scope, args: { positional, named } }) => {
  const factories = named.get('default_factory') ?? named.get('factory') ?? [];
  const made = evaluation.call({ node, scope, callees: factories, args: NO_ARGUMENTS });
  return [...(positional[0] ?? []), ...(named.get('default') ?? []), ...(factories.length > 0 ? made : [])];
};

/** `importlib.import_module('.a', 'b')`: a module whose name is known. */
export const importByName: Library = (flow, _evaluation, { scope, args: { positional } }) =>
  (positional[0] ?? []).flatMap((name): Values => {
    if (name.kind !== 'text') return [];
    const level = /^\.*/.exec(name.text)?.[0].length ?? 0;
    const parts = name.text.slice(level).split('.');
    const found = flow.findModules(parts, level, scope.module.path);
    for (const unit of found) flow.start(unit);
    const unit = found.at(-1);
    return [unit ? { kind: 'module', key: `module:${unit.id}`, unit } : flow.domain.imported(name.text)];
  });

const LIBRARY: ReadonlyMap<string, Library> = new Map<string, Library>([
  ['functools.partial', partial],
  ['functools.partialmethod', partial],
  ['types.SimpleNamespace', namespace],
  ['argparse.Namespace', namespace],
  ['functools.reduce', reduce],
  ['importlib.import_module', importByName],
  ['builtins.__import__', importByName],
  ['dataclasses.asdict', attributes],
  ['attr.asdict', attributes],
  ['attrs.asdict', attributes],
  ['dataclasses.field', defaultOf],
  ['attr.ib', defaultOf],
  ['attr.field', defaultOf],
  ['attrs.field', defaultOf],
  ['pydantic.Field', defaultOf],
]);

/** The results of calling a function of Python's library that is known by its name; null for others. */
export function callLibrary(
  flow: FlowState,
  evaluation: Evaluation,
  { name, ...known }: KnownCall & { readonly name: string },
): Values | null {
  return LIBRARY.get(name)?.(flow, evaluation, known) ?? null;
}
