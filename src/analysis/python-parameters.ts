import type { FlowRule } from '../model/index.js';
import type { FunctionUnit, PythonValue } from '../program/index.js';
import { fieldOf, type PythonNode } from '../syntax/index.js';
import { dataIn, valuesAt, type PythonData } from './python-data.js';
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

/** A parameter as the code writes it. */
export interface WrittenParameter {
  readonly name: string;
  /** Empty if it has none. */
  readonly type: string;
  readonly byDefault: string;
}

/** The parameters of a function without its receiver. */
export function writtenParameters({ node, scope, all, positions }: FunctionUnit): WrittenParameter[] {
  const { text } = scope.module;
  const codeOf = (each: PythonNode | undefined): string => (each ? text.slice(each.start, each.end) : '');
  const isReceiver = (name: string): boolean =>
    positions.includes(name) && !ownPositions(positions).includes(name);
  const written = new Map(
    (fieldOf(node, 'parameters')?.children ?? []).map((each) => {
      const name = fieldOf(each, 'name') ?? each.children.find(({ type }) => type === 'identifier') ?? each;
      return [
        codeOf(name),
        { type: codeOf(fieldOf(each, 'type')), byDefault: codeOf(fieldOf(each, 'value')) },
      ];
    }),
  );
  return all
    .filter((name) => !isReceiver(name))
    .map((name) => ({ name, type: '', byDefault: '', ...written.get(name) }));
}

/** Code that makes a text of others. */
const JOINING = /^(?:string|concatenated_string|binary_operator)$/;

/** Whether data is a text that code has put together. */
function isJoined(data: PythonData): boolean {
  for (let at: PythonData | null = data; at; at = at.from) if (JOINING.test(at.place.node.type)) return true;
  return false;
}

/** Calls back for texts of a function that go to a browser: what it returns, or the first of what it returns. */
export function watchPythonView(
  { results }: FunctionUnit,
  rule: FlowRule,
  found: (hit: PythonHit) => void,
): void {
  const answers: readonly PythonValue[] = [...results.values.values()];
  for (const data of dataIn([...answers, ...valuesAt(answers, ['0'])], null, 0))
    if (isJoined(data) && !data.cleared.has(rule.id)) found({ rule, data, place: null });
}

/** Fields of a handler's answer that hold its content type. */
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
  for (const { rule, fields, type, of } of returns) {
    if (type !== undefined && !isOfType(type)) continue;
    for (const data of fields.flatMap((field) => dataIn(at(field), null, 0)))
      if (!data.cleared.has(rule.id) && (of === undefined || data.part.isKept === true))
        found({ rule, data, place: null });
  }
}
