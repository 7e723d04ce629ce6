import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Evaluation, FlowState, ObjectValue, Running, Values } from './flow-state.js';
import type { Scope } from './python-value.js';
import { cellOf, constantText } from './units.js';

type Make = (flow: FlowState, evaluation: Evaluation, running: Running) => Values;

/** The object that an expression makes. */
export function objectAt(flow: FlowState, { node, scope }: Running): ObjectValue {
  return flow.objectOf(`${scope.id}:${node.start}:${node.type}`);
}

/** `[a, *b]` */
export const makeList: Make = (flow, evaluation, running) => {
  const { scope } = running;
  const object = objectAt(flow, running);
  for (const [at, child] of running.node.children.entries()) {
    const values = evaluation.values(child, scope);
    const isSplat = child.type === 'list_splat';
    const elements = isSplat ? evaluation.elements(values, { node: child, scope }) : values;
    flow.add(cellOf(object.slots, isSplat ? '*' : `${at}`), elements);
  }
  return [object];
};

function addAll(flow: FlowState, object: ObjectValue, values: Values): void {
  const slots = values.flatMap((value) => (value.kind === 'object' ? [...value.slots] : []));
  for (const [name, cell] of slots) flow.add(cellOf(object.slots, name), cell.values.values());
  const outside = values.filter(({ kind }) => kind === 'outside');
  if (outside.length === 0) return;
  flow.add(cellOf(object.slots, '*'), outside);
  if (object.keys) flow.add(object.keys, outside);
}

interface Pair {
  readonly object: ObjectValue;
  readonly key: PythonNode;
  readonly value: PythonNode;
  readonly scope: Scope;
}

function addPair(flow: FlowState, evaluation: Evaluation, { object, key, value, scope }: Pair): void {
  const constant = constantText(key, scope.module.text);
  const keys = constant === null ? evaluation.values(key, scope) : [];
  const names = constant === null ? textsIn(keys) : [constant];
  for (const each of names) flow.add(cellOf(object.slots, each), evaluation.values(value, scope));
  if (object.keys && names.includes('*')) flow.add(object.keys, keys);
}

/** Keys of slots: texts, or `*` for all others. */
function textsIn(values: Values): readonly string[] {
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  return texts.length > 0 && texts.length === values.length ? texts : ['*'];
}

/** `{'a': b, **c}` */
export const makeDictionary: Make = (flow, evaluation, running) => {
  const { scope } = running;
  const object = objectAt(flow, running);
  for (const child of running.node.children) {
    const [key, value] = [fieldOf(child, 'key'), fieldOf(child, 'value')];
    if (key && value) addPair(flow, evaluation, { object, key, value, scope });
    else addAll(flow, object, evaluation.values(child.children[0] ?? child, scope));
  }
  return [object];
};

function runClause(evaluation: Evaluation, clause: PythonNode, { scope }: Running): void {
  const [left, right] = [fieldOf(clause, 'left'), fieldOf(clause, 'right')];
  if (left && right) {
    const values = evaluation.values(right, scope);
    evaluation.assign(left, evaluation.elements(values, { node: right, scope }), scope);
  } else if (clause.field !== 'body') evaluation.values(clause, scope);
}

/** `[a for a in b]`, and others of its kind. */
export const makeComprehension: Make = (flow, evaluation, running) => {
  const object = objectAt(flow, running);
  for (const clause of running.node.children) runClause(evaluation, clause, running);
  const body = fieldOf(running.node, 'body');
  const [key, value = body] = body?.type === 'pair' ? [fieldOf(body, 'key'), fieldOf(body, 'value')] : [];
  if (key && value) addPair(flow, evaluation, { object, key, value, scope: running.scope });
  else if (value) flow.add(cellOf(object.slots, '*'), evaluation.values(value, running.scope));
  return [object];
};
