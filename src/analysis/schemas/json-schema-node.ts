import type { AnyNode } from 'acorn';

/** Names on the way to a schema that another one refers to. */
const LONGEST_REFERENCE = 8;

/** https://json-schema.org/draft/2020-12/json-schema-validation */
const HARMLESS_TYPES: ReadonlySet<string> = new Set(['number', 'integer', 'boolean', 'null']);
const HARMLESS_FORMATS: ReadonlySet<string> = new Set(
  'uuid date date-time time duration ipv4 ipv6 int32 int64 float double'.split(' '),
);

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
