import { fieldOf } from '../../syntax/index.js';
import { textOf, type Evaluation, type FlowState, type Running, type Values } from './flow-state.js';
import type { PythonValue, TextMethod } from './python-value.js';

/** Texts that one expression joins. With more, only what is around them is known. */
const TEXTS_JOINED = 64;
/** Characters of a joined text: loops could make it longer and longer. */
const TEXT_LENGTH = 200;
/** Joins that a text may come from. Code that calls itself would join its own results in each round. */
const TEXT_JOINS = 6;

interface Affix {
  readonly prefix: string;
  readonly suffix: string;
  /** Whether something unknown is between them. */
  readonly isOpen: boolean;
  /** Joins that it comes from. */
  readonly joins: number;
}

const UNKNOWN: Affix = { prefix: '', suffix: '', isOpen: true, joins: 0 };

export function textValue(text: string): PythonValue & { readonly kind: 'text' } {
  return { kind: 'text', key: `text:${text}`, text };
}

function affixValue({ prefix, suffix, isOpen, joins }: Affix): PythonValue {
  return isOpen
    ? { kind: 'affix', key: `affix:${JSON.stringify([prefix, suffix])}`, prefix, suffix, joins }
    : { ...textValue(prefix), joins };
}

export function fitsAffix(
  name: string,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
): boolean {
  return name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}

function affixOf(value: PythonValue): Affix {
  if (value.kind !== 'text' && value.kind !== 'affix') return UNKNOWN;
  const { joins = 0 } = value;
  if (joins > TEXT_JOINS) return { ...UNKNOWN, joins: TEXT_JOINS };
  return value.kind === 'text'
    ? { prefix: value.text, suffix: '', isOpen: false, joins }
    : { prefix: value.prefix, suffix: value.suffix, isOpen: true, joins };
}

function joined(a: Affix, b: Affix): Affix {
  const joins = Math.max(a.joins, b.joins);
  if (!a.isOpen) return { ...b, joins, prefix: a.prefix + b.prefix };
  return { ...a, joins, suffix: b.isOpen ? b.suffix : a.suffix + b.prefix };
}

function affixesOf(values: Values): readonly Affix[] {
  return values.length === 0 ? [UNKNOWN] : values.map(affixOf);
}

/** All texts that parts can make, one behind the other. */
export function joinTexts(parts: readonly Values[]): Values {
  let all: readonly Affix[] = [{ prefix: '', suffix: '', isOpen: false, joins: 0 }];
  for (const part of parts) {
    const affixes = affixesOf(part);
    const isFew = all.length * affixes.length <= TEXTS_JOINED;
    all = isFew
      ? all.flatMap((each) => affixes.map((affix) => joined(each, affix)))
      : all.slice(0, TEXTS_JOINED).map((each) => joined(each, UNKNOWN));
  }
  const isShort = ({ prefix, suffix }: Affix): boolean => prefix.length + suffix.length <= TEXT_LENGTH;
  return all.map((each) => affixValue(isShort(each) ? { ...each, joins: each.joins + 1 } : UNKNOWN));
}

/** `f'{a}-b'` */
export function formattedText(evaluation: Evaluation, { node, scope }: Running): Values {
  return joinTexts(
    node.children.flatMap((child): readonly Values[] => {
      if (child.type === 'string_content') return [[textValue(textOf(child, scope))]];
      if (child.type === 'string') return [evaluation.values(child, scope)];
      const inner = child.type === 'interpolation' ? fieldOf(child, 'expression') : undefined;
      return inner ? [evaluation.values(inner, scope)] : [];
    }),
  );
}

/** `a + b`, `'a%s' % b`: of a format only what is around its places. */
export function combinedText(evaluation: Evaluation, { node, scope }: Running): Values {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (!left || !right) return [];
  const [a, b] = [evaluation.values(left, scope), evaluation.values(right, scope)];
  const isText = [...a, ...b].some(({ kind }) => kind === 'text' || kind === 'affix');
  const operator = scope.module.text.slice(left.end, right.start).replaceAll(/[\s()\\]/g, '');
  if (operator === '+') return isText ? joinTexts([a, b]) : [...a, ...b];
  if (operator === '|') return [...a, ...b];
  return operator === '%'
    ? a.flatMap((each) => (each.kind === 'text' ? [formatted(each.text, '%')] : []))
    : [];
}

/** A format, of which only what is before its first place and behind its last one is known. */
function formatted(text: string, sign: '%' | '{'): PythonValue {
  const [from, to] = [text.indexOf(sign), text.lastIndexOf(sign === '{' ? '}' : sign)];
  if (from < 0) return textValue(text);
  // `%s` has two characters; behind longer places the end is not known.
  const suffix = sign === '{' ? text.slice(to + 1) : text.charAt(to + 1) === 's' ? text.slice(to + 2) : '';
  return affixValue({ prefix: text.slice(0, from), suffix, isOpen: true, joins: 0 });
}

/** A format whose places have the texts that are known. */
function filledIn(text: string, args: readonly string[]): string {
  let next = 0;
  return text.replaceAll(/\{(\d{0,2})\}/g, (place, at: string) => {
    const known = args[at === '' ? next : Number(at)];
    next += 1;
    return known === undefined || known === '' || known.includes('{') ? place : known;
  });
}

type Change = (text: string, args: readonly string[]) => PythonValue;

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['lower', (text) => textValue(text.toLowerCase())],
  ['upper', (text) => textValue(text.toUpperCase())],
  ['strip', (text) => textValue(text.trim())],
  ['casefold', (text) => textValue(text.toLowerCase())],
  ['format', (text, args) => formatted(filledIn(text, args), '{')],
  [
    'replace',
    (text, [from = '', to = '']) => textValue(from === '' ? text : text.replaceAll(from, () => to)),
  ],
]);

/** What methods of texts give of which only the domain knows something. */
export function textMethods(
  { domain }: FlowState,
  values: Values,
  { calling: { node, scope }, ...method }: TextMethod & { readonly calling: Running },
): Values {
  return values.flatMap((value) =>
    value.kind === 'text'
      ? [...(domain.ofText?.(value.text, method, { module: scope.module, node }) ?? [])]
      : [],
  );
}

/** The results of a method of texts; null for other methods and values. */
export function callText(values: Values, name: string, args: readonly Values[]): Values | null {
  const change = CHANGES.get(name);
  if (!change || values.length === 0 || !values.some(({ kind }) => kind === 'text')) return null;
  const texts = args.map(([first]) => (first?.kind === 'text' ? first.text : ''));
  const changed = values.flatMap((value) => (value.kind === 'text' ? [change(value.text, texts)] : [value]));
  return changed.map((value) =>
    value.kind === 'text' && value.text.length > TEXT_LENGTH ? affixValue(UNKNOWN) : value,
  );
}
