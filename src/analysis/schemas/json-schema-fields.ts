import type { AnyNode } from 'acorn';
import { RE2JS } from 're2js';
import type { ObjectToken } from '../../program/index.js';
import { fieldsOf } from './json-schema-node.js';

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
