import { isOfKind } from './texts/text-state.js';
import type { FlowRule, FlowSink } from '../model/index.js';
import { isExponential, type CallArguments, type PythonPlace, type PythonValue } from '../program/index.js';
import { fieldOf } from '../syntax/index.js';
import type { CallNames, RuleSink } from './call-names.js';
import { says } from './call-text.js';
import type { StoreName } from '../model/index.js';
import { dataIn, tokenOf, valuesAt, type PythonData, type PythonName } from './python-data.js';

/** A call that gets data from outside where a rule says that it must not. */
export interface PythonHit {
  /** Null of data that goes into a resource. */
  readonly rule: FlowRule | null;
  readonly data: PythonData;
  /** The call that gets it; null where the handler returns it. */
  readonly place: PythonPlace | null;
  readonly into?: StoreName;
}

export interface PythonCall {
  readonly args: CallArguments;
  readonly place: PythonPlace;
  /** What the object whose method is called was made of: a pattern. */
  readonly given?: PythonValue | undefined;
  /** Data that the method is called on. */
  readonly object: readonly PythonData[];
  readonly budget?: Parameters<typeof dataIn>[1];
}

type Values = readonly PythonValue[];

/** The module of an object of which nothing is known. */
export const ANY = 'any';

/** The module of what Python has without an import. */
export const BUILT_IN = 'builtins';

/** Functions of Python of which rules know nothing: they give what they are given. */
const PASSING =
  /^(?:str|repr|bytes|bytearray|enumerate|zip|filter|set|frozenset|min|max|sum|format|slice|memoryview)$/;

/** Whether rules know a function of Python, or it gives what it is given. */
export function isKnownBuiltIn(
  { sinks, cleans }: Pick<CallNames, 'sinks' | 'cleans'>,
  name: string,
): boolean {
  const token = tokenOf({ module: BUILT_IN, path: [name] });
  return PASSING.test(name) || sinks.find(token).length > 0 || cleans.find(token).length > 0;
}

/** The sinks that a function is. */
export function sinksOf(
  { sinks, modules }: Pick<CallNames, 'sinks' | 'modules'>,
  { module, path }: Pick<PythonName, 'module' | 'path'>,
): RuleSink[] {
  const any = modules.has(module) ? [] : sinks.find(tokenOf({ module: ANY, path: path.slice(-1) }));
  return [...sinks.find(tokenOf({ module, path })), ...any];
}

const OFF = /^(?:False|None|0|["']fully_trusted["'])$/;

/** Whether the code of a call gives an argument of this name, and does not switch it off. */
function setsOption({ node, module }: PythonPlace, option: string): boolean {
  const given = fieldOf(node, 'arguments')?.children ?? [];
  return given.some((each) => {
    const [name, value] = [fieldOf(each, 'name'), fieldOf(each, 'value')];
    if (!name || !value || module.text.slice(name.start, name.end) !== option) return false;
    return !OFF.test(module.text.slice(value.start, value.end));
  });
}

/** The texts of the first element of a list, or of a text alone. */
function firstTexts(values: Values): string[] {
  const first = values.flatMap((value) =>
    value.kind === 'object' ? [...(value.slots.get('0')?.values.values() ?? [])] : [value],
  );
  return first.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
}

/** Whether the code of a call rules out that the sink means it. */
function isOther({ without, where, unless, with: wanted }: FlowSink, { place }: PythonCall): boolean {
  const { module, node } = place;
  if (without !== undefined && setsOption(place, without)) return true;
  if (unless?.some((each) => module.text.includes(each))) return true;
  if (wanted && !wanted.some((each) => module.text.includes(each))) return true;
  return where !== undefined && !says(where, module.text.slice(node.start, node.end), module.text);
}

/** Whether a call's pattern takes exponential time. */
function isSlow({ args, given, place: { node, module } }: PythonCall): boolean {
  const [pattern = []] = args.positional;
  const callee = fieldOf(node, 'function');
  const isWhole = callee !== undefined && module.text.slice(callee.start, callee.end).endsWith('fullmatch');
  return (given ? [given] : pattern).some(
    (value) => value.kind === 'text' && isExponential(value.text, isWhole),
  );
}

function isMeant(sink: FlowSink, call: PythonCall): boolean {
  const { option, first } = sink;
  if (isOther(sink, call) || (sink.slow && !isSlow(call))) return false;
  if (first === undefined && option === undefined) return true;
  const programs = first ? firstTexts(call.args.positional[0] ?? []) : [];
  const isShell = programs.some((text) => first?.includes(text.slice(text.lastIndexOf('/') + 1)));
  return isShell || (option !== undefined && setsOption(call.place, option));
}

/** The arguments that a sink means. */
function meantArguments(sink: FlowSink, { positional, named }: CallArguments): Values[] {
  const { fields, argument, names = [] } = sink;
  // `headers.Location`: a key of the argument of that name.
  if (fields && !fields.includes('*'))
    return fields.map((field) => {
      const [name = '', ...keys] = field.split('.');
      return [...valuesAt(named.get(name) ?? positional[Number(name)] ?? [], keys)];
    });
  const byName = names.map((name) => named.get(name) ?? []);
  if (argument === 'any') return [...positional, ...named.values()];
  return typeof argument === 'number' ? [positional[argument] ?? [], ...byName] : byName;
}

/** Values whose key the sender of data chooses, too: `query.update(data)`. */
function openValues(values: Values, { fields }: FlowSink): Values {
  return fields?.includes('*') ? valuesAt(values, ['*']) : [];
}

/** Values under keys that the code names, where any field counts. */
function namedValues(values: Values, { fields }: FlowSink): Values {
  if (!fields?.includes('*')) return [];
  return values.flatMap((value) =>
    value.kind === 'object'
      ? [...value.slots].flatMap(([key, cell]) => (key === '*' ? [] : [...cell.values.values()]))
      : [],
  );
}

/** Code that makes a text: an operation, a text with values in it, or a method that only texts have. */
const TEXTS = /^(?:string|concatenated_string|binary_operator)$/;
const TEXT_METHOD =
  /\.(?:lower|upper|strip|lstrip|rstrip|title|casefold|capitalize|replace|removeprefix|removesuffix|decode|join|format|zfill|split|isoformat)\([^()]{0,80}\)(?:\[[^\]]{0,20}\])?$/;
const PARSING = /\bloads\s?\(/;

/** Whether data is a text, in which no operator of a database can stand. */
function isText(data: PythonData): boolean {
  for (let at: PythonData | null = data; at; at = at.from) {
    const { module, node } = at.place;
    const code = module.text.slice(Math.max(node.start, node.end - 120), node.end);
    if (TEXTS.test(node.type) || TEXT_METHOD.test(code)) return true;
    if (node.type === 'call' && PARSING.test(code)) return false;
  }
  return false;
}

/** The data that a call gives to a sink. */
export function hitsOf({ rule, sink }: RuleSink, call: PythonCall): PythonHit[] {
  if (!isMeant(sink, call)) return [];
  const meant = meantArguments(sink, call.args).flat();
  const depth = sink.deep || sink.first ? undefined : 0;
  const budget = call.budget ?? null;
  const named = dataIn(namedValues(meant, sink), budget, depth);
  const data = [
    ...(sink.argument === 'object' ? call.object : []),
    ...dataIn([...meant, ...openValues(meant, sink)], budget, depth),
    ...named.filter((each) => !each.part.isText && !isText(each)),
  ];
  return data
    .filter((each) => !each.cleared.has(rule.id) && isOfKind(sink.of, each))
    .map((each) => ({ rule, data: each, place: call.place }));
}
