import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Check } from './check.js';
import { argumentsOf, checkOf, textOf, type ConditionText } from './python-names.js';

const NONE: readonly Check[] = [];

/** What a condition checks if it is true, or false. */
export type CheckedIf = (node: PythonNode, source: ConditionText, isTrue: boolean) => readonly Check[];

/** The same checks, with the name of the list that holds the allowed values, or whose part does. */
function byList(checks: readonly Check[], list: PythonNode, source: ConditionText): readonly Check[] {
  const [listName = ''] = /^\w*/.exec(textOf(list, source)) ?? [];
  return listName === '' ? checks : checks.map((check) => ({ ...check, listName }));
}

/** `name in LIST` checks the name. */
export function listed(name: PythonNode, list: PythonNode, source: ConditionText): readonly Check[] {
  return byList(checkOf(name, source), list, source);
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

/** `any(host == each or host.endswith('.' + each) for each in LIST)` checks the name. */
export function chosen(call: PythonNode, source: ConditionText, checkedIf: CheckedIf): readonly Check[] {
  const generator = fieldOf(call, 'arguments');
  const choice = generator ? choiceIn(generator) : null;
  if (!choice) return NONE;
  const element = textOf(choice.element, source);
  const checks = checkedIf(choice.body, { ...source, element }, true);
  const ofOthers = checks.filter(({ name }) => name.split(/[.[]/, 1)[0] !== element);
  return byList(ofOthers, choice.list, source);
}

/** `all(each in ALLOWED for each in names)` checks each element of the list. */
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

/** `set(names) <= ALLOWED` and `ALLOWED.issuperset(names)` check each element of the list. */
export function within(
  list: PythonNode | undefined,
  allowed: PythonNode | undefined,
  source: ConditionText,
): readonly Check[] {
  const inner = list && isSet(list, source) ? argumentsOf(list)[0] : list;
  return inner && allowed ? listed(inner, allowed, source) : NONE;
}
