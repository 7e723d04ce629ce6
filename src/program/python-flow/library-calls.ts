import type { Evaluation, FlowState, KnownCall, Values } from './flow-state.js';
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

const LIBRARY: ReadonlyMap<string, Library> = new Map<string, Library>([
  ['functools.partial', partial],
  ['functools.partialmethod', partial],
  ['types.SimpleNamespace', namespace],
  ['argparse.Namespace', namespace],
  ['functools.reduce', reduce],
]);

/** The results of calling a function of Python's library that is known by its name; null for others. */
export function callLibrary(
  flow: FlowState,
  evaluation: Evaluation,
  { name, ...known }: KnownCall & { readonly name: string },
): Values | null {
  return LIBRARY.get(name)?.(flow, evaluation, known) ?? null;
}
