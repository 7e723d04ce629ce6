import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { endsOf, formatPlaces, OPEN } from '../format-places.js';
import type { Evaluation, FlowState, Running, Values } from './flow-state.js';
import type { CallArguments, JoinedValue, PythonValue } from './python-value.js';
import { combinedText, formattedText, textValue } from './texts.js';
import { constantText } from './units.js';

function slotsOf(
  value: PythonValue,
): ReadonlyMap<string, { readonly values: ReadonlyMap<string, PythonValue> }> {
  if (value.kind === 'object') return value.slots;
  return value.kind === 'instance' ? value.unit.attributes : new Map();
}

/** What values have under a name; the values where nothing is known of it. */
function under(values: Values, name: string): Values {
  return values.flatMap((value): Values => {
    const found = [name, '*'].flatMap((each) => [...(slotsOf(value).get(each)?.values.values() ?? [])]);
    // An instance gives its fields alone: a model may have let nothing of them through.
    return found.length > 0 || value.kind === 'instance' ? found : [value];
  });
}

/** What a format is made of, each value with the text before it. @param valuesAt returns the values of a place by its number or its name */
function partsOf(text: string, sign: '{' | '%', valuesAt: (key: string) => Values): JoinedValue[] {
  const { places, whole } = formatPlaces(text, sign);
  const parts = places.map(({ before, key, member, isNumber, isQuoted }): JoinedValue => {
    const values = isNumber ? [] : valuesAt(key);
    return { values: member === null ? values : under(values, member), before, isQuoted };
  });
  return [...parts, { values: [], before: endsOf(whole), isEnd: true }];
}

/** The texts that a format may be; null if it may be something else. */
function textsOf(formats: Values): readonly string[] | null {
  const texts = formats.flatMap((each) => (each.kind === 'text' ? [each.text] : []));
  return texts.length > 0 && texts.length === formats.length ? texts : null;
}

/** What `'{name}'.replace('{name}', a)` is made of; null if a text is not known. */
function replacedSign(
  formats: Values,
  { positional: [signs = [], by = []] }: CallArguments,
): JoinedValue[] | null {
  const texts = textsOf(formats);
  const [sign = ''] = textsOf(signs) ?? [];
  if (!texts || sign === '') return null;
  return texts.flatMap((text): JoinedValue[] => {
    const at = text.indexOf(sign);
    const end = { values: [], before: endsOf(text), isEnd: true };
    return at < 0 ? [end] : [{ values: by, before: endsOf(text.slice(0, at)) }, end];
  });
}

/** What `'{} {name}'.format(a, name=b)` is made of; null if its text is not known. */
export function calledFormat(name: string, formats: Values, args: CallArguments): JoinedValue[] | null {
  if (name === 'replace') return replacedSign(formats, args);
  const texts = /^format(?:_map)?$/.test(name) ? textsOf(formats) : null;
  const { positional, named, openFrom } = args;
  const all = [...positional.flat(), ...[...named.values()].flat()];
  const valuesAt = (key: string): Values => {
    if (name === 'format_map') return under(all, key);
    const given = openFrom === undefined ? positional[Number(key)] : undefined;
    return given ?? named.get(key) ?? all;
  };
  return texts && texts.flatMap((text) => partsOf(text, '{', valuesAt));
}

/** What `'%s %s' % (a, b)` is made of; null if its text is not known. */
function dividedFormat(formats: Values = [], given: Values = []): JoinedValue[] | null {
  return textsOf(formats)?.flatMap((text) => partsOf(text, '%', (key) => under(given, key))) ?? null;
}

/** What a text is made of, from the left. */
function piecesOf({ node, scope }: Running): (string | PythonNode)[] {
  const { text } = scope.module;
  switch (node.type) {
    case 'string':
    case 'concatenated_string':
      return node.children.flatMap((child) => piecesOf({ node: child, scope }));
    case 'string_content':
      return [text.slice(node.start, node.end)];
    case 'string_start':
    case 'string_end':
      return [];
    case 'interpolation':
      return [fieldOf(node, 'expression') ?? node];
    default:
      return [constantText(node, text) ?? node];
  }
}

function operatorOf({ node, scope }: Running): string {
  const operator = fieldOf(node, 'operator');
  return operator ? scope.module.text.slice(operator.start, operator.end) : '';
}

/** The operands of a chain of operators, from the left, without regard to its depth. */
function operandsOf(node: PythonNode): PythonNode[] {
  const operands: PythonNode[] = [];
  let at = node;
  while (at.type === 'binary_operator') {
    const [left, right] = [fieldOf(at, 'left'), fieldOf(at, 'right')];
    if (right) operands.push(right);
    if (!left) break;
    at = left;
  }
  return [...operands, at].reverse();
}

/** What an operation puts between texts: `Path('a') / 'b' / 'c'` */
function separatorOf(running: Running): string {
  return operatorOf(running) === '/' ? '/' : '';
}

/** What an operation, or a text with values in it, is made of, each with the text before it. */
function joinedParts(evaluation: Evaluation, { node, scope }: Running): JoinedValue[] {
  const operands = node.type === 'binary_operator' ? operandsOf(node) : [node];
  const parts: JoinedValue[] = [];
  const between = separatorOf({ node, scope });
  let before = '';
  for (const operand of operands)
    for (const piece of piecesOf({ node: operand, scope })) {
      if (typeof piece !== 'string') parts.push({ values: evaluation.values(piece, scope), before });
      before = endsOf(before + (typeof piece === 'string' ? between + piece : OPEN));
    }
  return before === (parts.at(-1)?.before ?? '') + OPEN
    ? parts
    : [...parts, { values: [], before, isEnd: true }];
}

/** The operation at the left end of a chain, if it fills in a format: `'%s' % a` in `'%s' % a + b`. */
function formatIn({ node, scope }: Running): PythonNode | null {
  let at = node;
  for (let left = fieldOf(at, 'left'); left?.type === 'binary_operator'; left = fieldOf(at, 'left'))
    at = left;
  return at.type === 'binary_operator' && operatorOf({ node: at, scope }) === '%' ? at : null;
}

interface FormatSides {
  readonly sides: readonly Values[];
  /** How many of the parts they are: a constant is none. */
  readonly count: number;
}

/** The format and its values, which the parts of a chain begin with; null if they are made of several parts. */
function formatSides(format: Running, parts: readonly JoinedValue[]): FormatSides | null {
  const sides = ['left', 'right'].map((side) => fieldOf(format.node, side) ?? format.node);
  const pieces = sides.map((node) => piecesOf({ node, scope: format.scope }));
  if (pieces.some(({ length }) => length !== 1)) return null;
  let count = 0;
  // Each side was looked at once: formats stand in each other.
  const valuesOf = (piece: string | PythonNode): Values =>
    typeof piece === 'string' ? [textValue(piece)] : (parts[count++]?.values ?? []);
  const values = pieces.flat().map(valuesOf);
  return { sides: values, count };
}

/** The same, with the places of a format as parts. */
function partsWithFormat(flow: FlowState, evaluation: Evaluation, running: Running): JoinedValue[] {
  const parts = joinedParts(evaluation, running);
  const node = flow.domain.joinsFormats ? formatIn(running) : null;
  const found = node && formatSides({ node, scope: running.scope }, parts);
  const places = found && dividedFormat(...found.sides);
  return places ? [...places, ...parts.slice(found.count)] : parts;
}

/** `a if condition else b`: the value is one of two. What the condition is made of is none. */
export function chosenValues(evaluation: Evaluation, { node, scope }: Running): Values {
  const [then = [], , otherwise = []] = node.children
    .filter(({ type }) => type !== 'comment')
    .map((child) => evaluation.values(child, scope));
  return [...then, ...otherwise];
}

/** `a or b`: the value is one of two. `a and b` is `a` only where that is empty. */
export function testedValues(evaluation: Evaluation, { node, scope }: Running): Values {
  const values = node.children
    .filter(({ type }) => type !== 'comment')
    .map((child) => evaluation.values(child, scope));
  return fieldOf(node, 'operator')?.type === 'and' ? (values.at(-1) ?? []) : values.flat();
}

/** A text, or what is made of several values. */
export function joinedValues(flow: FlowState, evaluation: Evaluation, running: Running): Values {
  const { node, scope } = running;
  const text = constantText(node, scope.module.text);
  if (text !== null) return [textValue(text)];
  const { domain } = flow;
  if (domain.joined)
    return domain.joined(partsWithFormat(flow, evaluation, running), { module: scope.module, node });
  return node.type === 'binary_operator'
    ? combinedText(evaluation, running)
    : formattedText(evaluation, running);
}
