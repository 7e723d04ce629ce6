import type { FlowRule } from '../model/index.js';
import { provedByPattern, type ClassUnit, type FunctionUnit, type PythonValue } from '../program/index.js';
import { fieldOf, type PythonNode } from '../syntax/index.js';
import { dataIn, valuesAt } from './python-data.js';
import type { PythonHit } from './python-sinks.js';

/** Usual names of a handler's two parameters. */
const EVENT = /^_?(?:event|evt|ev|e|request|req|payload|message|input|data|records?)$/i;
const CONTEXT = /context|ctx|^_+$|^c$/i;

function hasDefault({ type }: PythonNode): boolean {
  return type === 'default_parameter' || type === 'typed_default_parameter';
}

/** Whether Lambda can call a function: with an event and a context. */
export function takesEvent({ node, positions, rest }: FunctionUnit): boolean {
  const defaults = fieldOf(node, 'parameters')?.children.filter(hasDefault).length ?? 0;
  const own = ownPositions(positions).length;
  return rest !== null || (own >= 2 && own - defaults <= 2);
}

function ownPositions(positions: readonly string[]): readonly string[] {
  return /^(?:self|cls)$/.test(positions[0] ?? '') ? positions.slice(1) : positions;
}

/** Whether a function is perhaps a handler, as the names of its parameters tell. */
export function mayBeHandler(unit: FunctionUnit): boolean {
  const [event = '', context = ''] = ownPositions(unit.positions);
  return takesEvent(unit) && (EVENT.test(event) || CONTEXT.test(context));
}

/** Types of which no value does harm. */
const HARMLESS =
  /^(?:(?:typing\.)?(?:Optional\[)?)?(?:int|float|bool|complex|(?:uuid\.)?UUID|(?:datetime\.)?(?:date|datetime|time|timedelta)|(?:decimal\.)?Decimal|(?:typing\.)?Literal\[.*\])\]?(?:\s*\|\s*None)?$/;

/** A pattern that a field of a model must fit. */
const FIELD_PATTERN = /\b(?:pattern|regex)\s{0,4}=\s{0,4}r?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/;
/** Characters of a field's type and default that are looked at. */
const LONGEST_FIELD = 300;

/** Whether no value that a field of a model lets through does harm. */
export function isHarmlessField({ types, scope }: ClassUnit, name: string): boolean {
  const type = types.get(name);
  if (!type) return false;
  const { text } = scope.module;
  if (HARMLESS.test(text.slice(type.start, type.end))) return true;
  const [line = ''] = text.slice(type.start, type.start + LONGEST_FIELD).split('\n', 1);
  const [, double, single] = FIELD_PATTERN.exec(line) ?? [];
  return provedByPattern(double ?? single ?? '') === 'value';
}

function typeIn(parameter: PythonNode, text: string): string {
  const type = fieldOf(parameter, 'type');
  return type ? text.slice(type.start, type.end) : '';
}

/** Names of the parameters that a framework fills with parts of a request. Those whose type allows no harm are left out. */
export function givenParameters({ node, scope, parameters, positions }: FunctionUnit): string[] {
  const { text } = scope.module;
  const harmless = new Set(
    (fieldOf(node, 'parameters')?.children ?? []).flatMap((each) => {
      const name = fieldOf(each, 'name') ?? each.children.find(({ type }) => type === 'identifier');
      return name && HARMLESS.test(typeIn(each, text)) ? [text.slice(name.start, name.end)] : [];
    }),
  );
  const isReceiver = (name: string): boolean =>
    positions.includes(name) && !ownPositions(positions).includes(name);
  return [...parameters.keys()].filter((name) => !harmless.has(name) && !isReceiver(name));
}

/** Where the parts of an answer are that say its type. */
const TYPE_FIELDS = ['headers.Content-Type', 'headers.content-type'];

/** Calls back for parts of a handler's answer that hold data from outside. */
export function watchPythonAnswer(
  { results }: FunctionUnit,
  rules: readonly FlowRule[],
  found: (hit: PythonHit) => void,
): void {
  const answers: readonly PythonValue[] = [...results.values.values()];
  const at = (field: string): readonly PythonValue[] => valuesAt(answers, field.split('.'));
  const isOfType = (type: string): boolean =>
    TYPE_FIELDS.some((field) =>
      at(field).some((value) => value.kind === 'text' && value.text.toLowerCase().includes(type)),
    );
  const returns = rules.flatMap((rule) => rule.returns.map((each) => ({ rule, ...each })));
  for (const { rule, fields, type } of returns) {
    if (type !== undefined && !isOfType(type)) continue;
    for (const data of fields.flatMap((field) => dataIn(at(field), null, 0)))
      if (!data.cleared.has(rule.id)) found({ rule, data, place: null });
  }
}
