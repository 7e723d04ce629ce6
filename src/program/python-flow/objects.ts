import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Evaluation, FlowState, ObjectValue, Running, Values } from './flow-state.js';
import { cellOf, constantText } from './units.js';

type Make = (flow: FlowState, evaluation: Evaluation, running: Running) => Values;

/** The object that an expression makes. */
export function objectAt(flow: FlowState, { node, scope }: Running): ObjectValue {
  return flow.objectOf(`${scope.module.id}:${node.start}:${node.type}`);
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
}

/** `{'a': b, **c}` */
export const makeDictionary: Make = (flow, evaluation, running) => {
  const { scope } = running;
  const object = objectAt(flow, running);
  for (const child of running.node.children) {
    const [key, value] = [fieldOf(child, 'key'), fieldOf(child, 'value')];
    if (key && value)
      flow.add(
        cellOf(object.slots, constantText(key, scope.module.text) ?? '*'),
        evaluation.values(value, scope),
      );
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
  const value = body?.type === 'pair' ? fieldOf(body, 'value') : body;
  if (value) flow.add(cellOf(object.slots, '*'), evaluation.values(value, running.scope));
  return [object];
};
