import type { AnyNode } from 'acorn';
import { RE2JS } from 're2js';
import type { ObjectToken } from '../../program/index.js';

/** Names on the way to a schema that another one refers to. */
const LONGEST_REFERENCE = 8;

/** https://json-schema.org/draft/2020-12/json-schema-validation */
const HARMLESS_TYPES: ReadonlySet<string> = new Set(['number', 'integer', 'boolean', 'null']);
const HARMLESS_FORMATS: ReadonlySet<string> = new Set(
  'uuid date date-time time duration int32 int64 float double'.split(' '),
);

/** Formats of the address of any server. */
const ADDRESS_FORMATS: ReadonlySet<string> = new Set(['ipv4', 'ipv6', 'hostname']);

export type Fields = ReadonlyMap<string, AnyNode>;

/** The fields of an object in the code. */
export function fieldsOf(node: AnyNode | null): Fields {
  const fields = new Map<string, AnyNode>();
  if (node?.type !== 'ObjectExpression') return fields;
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const { key, value } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : null;
    if (name !== null) fields.set(name, value);
  }
  return fields;
}

/** The text of a constant; null of other code. */
export function textOf(node: AnyNode | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Whether no value of a type, or of a format, does harm. */
export function isHarmlessName(keyword: 'type' | 'format', name: string): boolean {
  return (keyword === 'type' ? HARMLESS_TYPES : HARMLESS_FORMATS).has(name);
}

function isHarmlessType(node: AnyNode | undefined): boolean {
  // `['integer', 'null']`
  const types = node?.type === 'ArrayExpression' ? node.elements : [node];
  return types.every((each) => HARMLESS_TYPES.has(textOf(each ?? undefined) ?? ''));
}

/** Whether no value that a schema lets through does harm. */
export function isHarmless(fields: Fields): boolean {
  if (fields.get('enum') || fields.get('const')) return true;
  return isHarmlessType(fields.get('type')) || HARMLESS_FORMATS.has(textOf(fields.get('format')) ?? '');
}

/** Whether a value that a schema lets through is the address of a server. */
export function isAddress(fields: Fields): boolean {
  return ADDRESS_FORMATS.has(textOf(fields.get('format')) ?? '');
}

/** Whether the code of an object shows all its fields. */
export function showsAll(node: AnyNode | null): boolean {
  return node?.type === 'ObjectExpression' && node.properties.every(({ type }) => type === 'Property');
}

/** What a reference names: a schema by its own name, empty for the one around it, and the names inside of that; null of what is not read. */
export function referenceOf(node: AnyNode): {
  readonly name: string;
  readonly steps: readonly string[] | null;
} {
  const text = textOf(node);
  const [name = '', inner = ''] = (text ?? '').split('#');
  const steps = inner.split('/').slice(1);
  const isRead = text !== null && steps.length <= LONGEST_REFERENCE && !/[~%]/.test(inner);
  return { name, steps: isRead ? steps : null };
}

/** Keywords that hold the schemas of fields. */
export const FIELDS = ['properties', 'patternProperties', 'additionalProperties'];

/** What a schema says of fields that it does not name: nothing, that there are none, or which schema they have. */
type Others = 'open' | 'closed' | 'schema';

/** The schemas of a schema's fields. */
interface FieldSchemas {
  /** By name, and by pattern; null: none. */
  readonly named: ObjectToken | null;
  readonly patterned: ObjectToken | null;
  readonly others: Others;
}

/** Where the schema of a field stands. */
interface SchemaKey {
  /** The object that has it; null: the schema itself. */
  readonly owner: ObjectToken | null;
  readonly key: string;
}

export function othersOf(node: AnyNode | undefined): Others {
  if (!node) return 'open';
  // Minified code has `!1`.
  const isNegated = node.type === 'UnaryExpression' && node.operator === '!';
  const literal = isNegated ? node.argument : node;
  if (literal.type !== 'Literal') return 'schema';
  return Boolean(literal.value) === isNegated ? 'closed' : 'open';
}

function keysOf(owner: ObjectToken | null): readonly SchemaKey[] {
  const names = owner ? fieldsOf(owner.site as AnyNode | null).keys() : [];
  return [...names].map((key) => ({ owner, key }));
}

/** Whether a name fits a pattern; null of a pattern that is not read. */
function fits(pattern: string, name: string): boolean | null {
  try {
    return RE2JS.compile(pattern).matcher(name).find();
  } catch {
    return null;
  }
}

function othersKey(others: Others): readonly (readonly SchemaKey[])[] {
  if (others === 'closed') return [];
  return others === 'open' ? [[]] : [[{ owner: null, key: 'additionalProperties' }]];
}

/**
 * The schemas that hold for a field: all of each list. Without any, the list lets everything through; without lists, there is no such field. A
 * field whose name is not known may be any, each with a list of its own.
 */
export function fieldSchemas(
  { named, patterned, others }: FieldSchemas,
  name: string | null,
): readonly (readonly SchemaKey[])[] {
  const [own, byPattern] = [keysOf(named), keysOf(patterned)];
  if (name === null) return [...[...own, ...byPattern].map((key) => [key]), ...othersKey(others)];
  const known = [
    ...own.filter(({ key }) => key === name),
    ...byPattern.filter(({ key }) => fits(key, name) === true),
  ];
  return known.length > 0
    ? [known]
    : othersKey(byPattern.some(({ key }) => fits(key, name) === null) ? 'open' : others);
}
