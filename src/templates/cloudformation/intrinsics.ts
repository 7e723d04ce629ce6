import { limitOf } from '../../files/index.js';
import { entriesOf, field, fieldAt, itemsOf, recordOf, stringOf } from '../data.js';

/** Values that resolve intrinsic functions before a deployment. */
export interface Scope {
  /** Defaults of parameters, and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly mappings: unknown;
  readonly conditions: unknown;
  /** Results of conditions evaluated so far; null for an undecidable one. */
  readonly decided: Map<string, boolean | null>;
  /** True to write references that only the deployment resolves as placeholders (`<Table.StreamArn>`), and ARNs in their full form. */
  readonly placeholders?: boolean;
  /** Text for a reference (`Table`, `Table.Arn`) to a resource of the template; null if its type is not known. */
  readonly resourceText?: (reference: string) => string | null;
}

/** `[name, argument]` of a value that is one intrinsic function (`{ "Fn::Join": … }`, `{ Ref: … }`); else null. */
export function intrinsicOf(value: unknown): readonly [string, unknown] | null {
  const record = recordOf(value);
  if (!record) return null;
  const entries = entriesOf(record);
  const first = entries.length === 1 ? entries[0] : undefined;
  return first && (first[0] === 'Ref' || first[0] === 'Condition' || first[0].startsWith('Fn::'))
    ? first
    : null;
}

function bounded(text: string | null): string | null {
  return text !== null && text.length <= limitOf('template-text') ? text : null;
}

/** Pseudo parameters, as the report writes them in ARNs. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['AWS::Region', '<region>'],
  ['AWS::AccountId', '<account>'],
]);

/** A placeholder for a name that only the deployment resolves, if the scope wants placeholders. */
function placeholderOf(name: string | null, { placeholders = false, resourceText }: Scope): string | null {
  if (!placeholders || !name) return null;
  return PLACES.get(name) ?? resourceText?.(name) ?? `<${name}>`;
}

type Resolve = (argument: unknown, scope: Scope, depth: number) => string | null;

const join: Resolve = (argument, scope, depth) => {
  const [separator, parts] = itemsOf(argument);
  const texts = itemsOf(parts).map((part) => textOf(part, scope, depth));
  return Array.isArray(parts) && texts.every((text) => text !== null)
    ? texts.join(stringOf(separator) ?? '')
    : null;
};

const sub: Resolve = (argument, scope, depth) => {
  const [text, variables] = Array.isArray(argument) ? itemsOf(argument) : [argument, undefined];
  if (typeof text !== 'string' || text.length > limitOf('template-text')) return null;
  const own = new Map(entriesOf(variables).map(([name, value]) => [name, textOf(value, scope, depth)]));
  let known = true;
  const result = text.replaceAll(/\$\{([^{}]{1,300})\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = own.has(name) ? own.get(name) : (scope.parameters.get(name) ?? placeholderOf(name, scope));
    known &&= typeof value === 'string';
    return value ?? whole;
  });
  return known ? result : null;
};

const select: Resolve = (argument, scope, depth) => {
  const [index, from] = itemsOf(argument);
  const split = intrinsicOf(from);
  const list = split?.[0] === 'Fn::Split' ? splitOf(split[1], scope, depth) : itemsOf(from);
  return textOf(list[Number(textOf(index, scope, depth) ?? Number.NaN)], scope, depth);
};

function splitOf(argument: unknown, scope: Scope, depth: number): readonly string[] {
  const [separator, text] = itemsOf(argument);
  const whole = textOf(text, scope, depth);
  return typeof separator === 'string' && separator !== '' && whole !== null ? whole.split(separator) : [];
}

const findInMap: Resolve = (argument, scope, depth) => {
  const names = itemsOf(argument)
    .slice(0, 3)
    .map((name) => textOf(name, scope, depth));
  if (names.length !== 3 || !names.every((name) => name !== null)) return null;
  // Mappings hold literals only.
  return stringOf(fieldAt(scope.mappings, ...names));
};

const getAtt: Resolve = (argument, scope) => {
  const parts = typeof argument === 'string' ? [argument] : itemsOf(argument);
  return parts.every((part) => typeof part === 'string') ? placeholderOf(parts.join('.'), scope) : null;
};

const importValue: Resolve = (argument, scope, depth) =>
  placeholderOf(`import ${textOf(argument, scope, depth) ?? 'unknown'}`, scope);

const ref: Resolve = (argument, scope) => {
  const name = stringOf(argument);
  return scope.parameters.get(name ?? '') ?? placeholderOf(name, scope);
};

const RESOLVERS: ReadonlyMap<string, Resolve> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', (argument, scope, depth) => textOf(branchOf({ 'Fn::If': argument }, scope), scope, depth)],
]);

/** The text of a value, if it is known before a deployment; else null. */
export function textOf(value: unknown, scope: Scope, depth = 0): string | null {
  if (depth > limitOf('template-functions')) return null;
  if (typeof value === 'string') return bounded(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const intrinsic = intrinsicOf(value);
  const resolve = intrinsic ? RESOLVERS.get(intrinsic[0]) : undefined;
  return intrinsic && resolve ? bounded(resolve(intrinsic[1], scope, depth + 1)) : null;
}

function areEqual(argument: unknown, scope: Scope, depth: number): boolean | null {
  const [left, right] = itemsOf(argument).map((operand) => textOf(operand, scope, depth));
  return typeof left === 'string' && typeof right === 'string' ? left === right : null;
}

function negated(argument: unknown, scope: Scope, depth: number): boolean | null {
  const value = decide(itemsOf(argument)[0], scope, depth);
  return value === null ? null : !value;
}

/** @param deciding operand that decides the result alone: false for And, true for Or. */
function combined(deciding: boolean): Decide {
  return (argument, scope, depth) => {
    const operands = itemsOf(argument).slice(0, 20);
    const values = new Set(operands.map((operand) => decide(operand, scope, depth)));
    if (values.has(deciding)) return deciding;
    return values.has(null) ? null : !deciding;
  };
}

type Decide = (argument: unknown, scope: Scope, depth: number) => boolean | null;

const DECIDERS: ReadonlyMap<string, Decide> = new Map([
  ['Condition', (argument, scope, depth) => isMet(stringOf(argument) ?? '', scope, depth)],
  ['Fn::Equals', areEqual],
  ['Fn::Not', negated],
  ['Fn::And', combined(false)],
  ['Fn::Or', combined(true)],
]);

function decide(value: unknown, scope: Scope, depth: number): boolean | null {
  const [name, argument] = intrinsicOf(value) ?? [];
  const decideBy = depth > limitOf('template-functions') ? undefined : DECIDERS.get(name ?? '');
  return decideBy?.(argument, scope, depth + 1) ?? null;
}

/** Whether a named condition holds with the parameters' defaults; null when it is undecidable. */
function isMet(name: string, scope: Scope, depth = 0): boolean | null {
  const known = scope.decided.get(name);
  if (known !== undefined) return known;
  // A condition that refers to itself is undecidable.
  scope.decided.set(name, null);
  // A placeholder is a text that differs from every other: it would decide what is not known.
  const met = decide(field(scope.conditions, name), { ...scope, placeholders: false }, depth);
  scope.decided.set(name, met);
  return met;
}

/**
 * Resolves `Fn::If` with the parameters' defaults. An undecidable `Fn::If` is returned unchanged; `AWS::NoValue` gives
 * undefined.
 */
export function branchOf(value: unknown, scope: Scope): unknown {
  let branch = value;
  for (let depth = 0; depth < limitOf('template-functions'); depth += 1) {
    const [name, argument] = intrinsicOf(branch) ?? [];
    if (name === 'Ref' && argument === 'AWS::NoValue') return undefined;
    if (name !== 'Fn::If') return branch;
    const [condition, yes, no] = itemsOf(argument);
    const met = isMet(stringOf(condition) ?? '', scope);
    if (met === null) return branch;
    branch = met ? yes : no;
  }
  return branch;
}

/** Logical id that a value refers to: `{ Ref }`, `{ Fn::GetAtt }`, or a `{ Fn::Sub }` of one reference. */
export function referenceOf(value: unknown): string | null {
  const [name, argument] = intrinsicOf(value) ?? [];
  if (name === 'Ref') return stringOf(argument);
  const first = stringOf(argument) ?? stringOf(itemsOf(argument)[0]) ?? '';
  if (name === 'Fn::GetAtt') return first.split('.', 1)[0] || null;
  if (name !== 'Fn::Sub') return null;
  return /^\$\{([A-Za-z0-9]{1,255})(?:\.[A-Za-z0-9.]{1,255})?\}$/.exec(first)?.[1] ?? null;
}
