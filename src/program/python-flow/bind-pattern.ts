import { constantPattern } from '../constant-pattern.js';
import { textOf, type Evaluation, type FlowState, type Running, type Values } from './flow-state.js';
import { itemsOf } from './used-values.js';
import { textValue } from './texts.js';
import { constantText } from './units.js';

/** A pattern of `match`, and what it is compared with. */
interface Matching extends Running {
  readonly values: Values;
}

type Bind = (flow: FlowState, evaluation: Evaluation, matching: Matching) => void;

/** Types whose pattern takes the whole value: `str(name)`. Those of numbers give a name nothing that does harm. */
const WHOLE = /^(?:str|bytes|bytearray|dict|list|tuple|set|frozenset)$/;
const NUMBERS = /^(?:int|float|bool)$/;

/** `name`, not `_` and not `Kind.NAME` */
const bindName: Bind = (_flow, evaluation, { node, scope, values }) => {
  const [name] = node.type === 'dotted_name' ? node.children : [node];
  if (!name || node.children.length > 1 || textOf(name, scope) === '_') return;
  evaluation.assign(name, values, scope);
};

/** `{'key': pattern, **rest}` */
const bindDictionary: Bind = (flow, evaluation, { node, scope, values }) => {
  let keys: Values = [];
  for (const child of node.children) {
    const text = child.field === 'key' ? constantText(child, scope.module.text) : null;
    if (child.field === 'key') keys = text === null ? [] : [textValue(text)];
    else if (child.field === 'value')
      bindPattern(flow, evaluation, {
        node: child,
        scope,
        values: itemsOf(flow, evaluation, { node: child, scope, values, keys }),
      });
    else bindPattern(flow, evaluation, { node: child, scope, values });
  }
};

/** `[first, *others]` */
const bindList: Bind = (flow, evaluation, { node, scope, values }) => {
  const elements = evaluation.elements(values, { node, scope });
  for (const child of node.children) bindPattern(flow, evaluation, { node: child, scope, values: elements });
};

/** `pattern as name`: where the pattern names constants, the name holds one of these. */
const bindAs: Bind = (flow, evaluation, { node, scope, values }) => {
  const [pattern, name] = node.children;
  if (!pattern || !name) return;
  bindPattern(flow, evaluation, { node: pattern, scope, values });
  if (!constantPattern(pattern)) bindName(flow, evaluation, { node: name, scope, values });
};

/** `str(name)`, `Order(id=name)` */
const bindClass: Bind = (flow, evaluation, { node, scope, values }) => {
  const [type, ...inner] = node.children;
  const name = type ? textOf(type, scope) : '';
  if (NUMBERS.test(name)) return;
  const own = WHOLE.test(name) ? values : [...values, ...evaluation.elements(values, { node, scope })];
  for (const child of inner) bindPattern(flow, evaluation, { node: child, scope, values: own });
};

/** `id=name` */
const bindMember: Bind = (flow, evaluation, { node, scope, values }) => {
  const [name, pattern] = node.children;
  if (!name || !pattern) return;
  const members = values.flatMap((value) => [
    ...evaluation.read(value, textOf(name, scope), { node, scope }),
  ]);
  bindPattern(flow, evaluation, { node: pattern, scope, values: members });
};

/** `*others` */
const bindRest: Bind = (flow, evaluation, { node, scope, values }) => {
  for (const child of node.children) bindName(flow, evaluation, { node: child, scope, values });
};

/** Patterns whose parts are compared with the same value. */
const bindParts: Bind = (flow, evaluation, { node, scope, values }) => {
  for (const child of node.children) bindPattern(flow, evaluation, { node: child, scope, values });
};

const BINDS: ReadonlyMap<string, Bind> = new Map<string, Bind>([
  ['case_pattern', bindParts],
  ['union_pattern', bindParts],
  ['dotted_name', bindName],
  ['identifier', bindName],
  ['dict_pattern', bindDictionary],
  ['list_pattern', bindList],
  ['tuple_pattern', bindList],
  ['as_pattern', bindAs],
  ['class_pattern', bindClass],
  ['keyword_pattern', bindMember],
  ['splat_pattern', bindRest],
]);

/** Gives the names of a pattern what is compared with it. */
export function bindPattern(flow: FlowState, evaluation: Evaluation, matching: Matching): void {
  BINDS.get(matching.node.type)?.(flow, evaluation, matching);
}
