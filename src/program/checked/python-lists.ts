import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Check } from './check.js';
import { argumentsOf, checkOf, textOf, type ConditionText } from './python-names.js';

const NONE: readonly Check[] = [];

/** What a condition checks if it is true, or false. */
export type CheckedIf = (node: PythonNode, source: ConditionText, isTrue: boolean) => readonly Check[];

/** `name in LIST`: the name, and what tells which values are allowed. */
export function listed(name: PythonNode, list: PythonNode, source: ConditionText): readonly Check[] {
  const [listName = ''] = /^\w*/.exec(textOf(list, source)) ?? [];
  return checkOf(name, source).map((check) => (listName === '' ? check : { ...check, listName }));
}

interface Choice {
  readonly body: PythonNode;
  /** The name of the list's elements, and the list. */
  readonly element: PythonNode;
  readonly list: PythonNode;
}

/** `condition for element in list` */
function choiceIn(generator: PythonNode): Choice | null {
  const clauses = generator.children.filter(({ type }) => type === 'for_in_clause');
  const [clause] = clauses;
  if (!clause || clauses.length !== 1) return null;
  const [body, element, list] = [
    fieldOf(generator, 'body'),
    fieldOf(clause, 'left'),
    fieldOf(clause, 'right'),
  ];
  return body && list && element?.type === 'identifier' ? { body, element, list } : null;
}

/** `any(host == each or host.endswith('.' + each) for each in LIST)`: the name. */
export function chosen(call: PythonNode, source: ConditionText, checkedIf: CheckedIf): readonly Check[] {
  const generator = fieldOf(call, 'arguments');
  const choice = generator ? choiceIn(generator) : null;
  if (!choice) return NONE;
  const [listName = ''] = /^\w*/.exec(textOf(choice.list, source)) ?? [];
  const element = textOf(choice.element, source);
  return checkedIf(choice.body, { ...source, element }, true)
    .filter((check) => check.name.split(/[.[]/, 1)[0] !== element)
    .map((check) => (listName === '' ? check : { ...check, listName }));
}

/** `all(each in ALLOWED for each in names)`: the list, of which each element passes. */
export function allOf(call: PythonNode, source: ConditionText, checkedIf: CheckedIf): readonly Check[] {
  const generator = fieldOf(call, 'arguments');
  const choice = generator ? choiceIn(generator) : null;
  if (!choice || !generator || generator.children.some(({ type }) => type === 'if_clause')) return NONE;
  const element = textOf(choice.element, source);
  return checkedIf(choice.body, source, true)
    .filter(({ name, kind }) => name === element && kind === 'value')
    .flatMap((check) => checkOf(choice.list, source).map(({ name }) => ({ ...check, name })));
}

/** Whether an expression is `set(names)`. */
function isSet(node: PythonNode, source: ConditionText): boolean {
  const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
  return callee !== undefined && /^(?:frozen)?set$/.test(textOf(callee, source));
}

/** `set(names) <= ALLOWED` */
export function contained(left: PythonNode, right: PythonNode, source: ConditionText): readonly Check[] {
  return isSet(left, source) ? within(left, right, source) : NONE;
}

/** `set(names) <= ALLOWED`, `ALLOWED.issuperset(names)`: the list, all of whose elements are allowed. */
export function within(
  list: PythonNode | undefined,
  allowed: PythonNode | undefined,
  source: ConditionText,
): readonly Check[] {
  const inner = list && isSet(list, source) ? argumentsOf(list)[0] : list;
  return inner && allowed ? listed(inner, allowed, source) : NONE;
}
