import type { FlowRule } from '../../model/index.js';
import type { FunctionUnit, PythonValue } from '../../program/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { dataIn } from './python-data.js';
import type { PythonHit } from './python-sinks.js';

/** A handler of Lambda has two parameters, and usual names for them. */
const EVENT = /^_?(?:event|evt|ev|e|request|req|payload|message|input|data|records?)$/i;
const CONTEXT = /context|ctx|^_+$|^c$/i;

/** Whether the runtime may call a function as a handler. */
export function mayBeHandler({ positions, rest }: FunctionUnit): boolean {
  const [event = '', context = ''] = positions;
  if (positions.length === 2) return EVENT.test(event) || CONTEXT.test(context);
  return rest !== null && EVENT.test(event);
}

/** Types of which no value does harm. */
const HARMLESS =
  /^(?:(?:typing\.)?(?:Optional\[)?)?(?:int|float|bool|complex|(?:uuid\.)?UUID|(?:datetime\.)?(?:date|datetime|time|timedelta)|(?:decimal\.)?Decimal|(?:typing\.)?Literal\[.*\])\]?(?:\s*\|\s*None)?$/;

function typeIn(parameter: PythonNode, text: string): string {
  const type = fieldOf(parameter, 'type');
  return type ? text.slice(type.start, type.end) : '';
}

/** Names of parameters that a framework fills with parts of a request, but for those whose type allows no harm. */
export function givenParameters({ node, scope, parameters, positions }: FunctionUnit): string[] {
  const { text } = scope.module;
  const harmless = new Set(
    (fieldOf(node, 'parameters')?.children ?? []).flatMap((each) => {
      const name = fieldOf(each, 'name') ?? each.children.find(({ type }) => type === 'identifier');
      return name && HARMLESS.test(typeIn(each, text)) ? [text.slice(name.start, name.end)] : [];
    }),
  );
  return [...parameters.keys()].filter(
    (name) => !harmless.has(name) && !(positions[0] === name && /^(?:self|cls)$/.test(name)),
  );
}

type Values = readonly PythonValue[];

/** Where the parts of an answer are that say its type. */
const TYPE_FIELDS = ['headers.Content-Type', 'headers.content-type'];

/** The values under a path of keys. */
function valuesAt(values: Values, path: readonly string[]): Values {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  const inner = values.flatMap((value) =>
    value.kind === 'object' ? [...(value.slots.get(name)?.values.values() ?? [])] : [],
  );
  return valuesAt(inner, rest);
}

/** Calls back for parts of a handler's answer that hold data from outside. */
export function watchPythonAnswer(
  { results }: FunctionUnit,
  rules: readonly FlowRule[],
  found: (hit: PythonHit) => void,
): void {
  const answers = [...results.values.values()];
  const at = (field: string): Values => valuesAt(answers, field.split('.'));
  const isOfType = (type: string): boolean =>
    TYPE_FIELDS.some((field) =>
      at(field).some((value) => value.kind === 'text' && value.text.toLowerCase().includes(type)),
    );
  const returns = rules.flatMap((rule) => rule.returns.map((each) => ({ rule, ...each })));
  for (const { rule, fields, type } of returns) {
    if (type !== undefined && !isOfType(type)) continue;
    for (const data of fields.flatMap((field) => dataIn(at(field), 0)))
      if (!data.cleared.has(rule.id)) found({ rule, data, place: null });
  }
}
