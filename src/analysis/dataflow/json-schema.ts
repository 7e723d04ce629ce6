import type { AnyNode } from 'acorn';
import {
  type Flow,
  type FlowNode,
  ObjectToken,
  PLAIN,
  provedByPattern,
  type Token,
} from '../../program/index.js';
import { listShape, shapeOnce, type DataShape, type Taints, type TaintToken } from './taint.js';

/** https://json-schema.org/draft/2020-12/json-schema-validation */
const HARMLESS_TYPES: ReadonlySet<string> = new Set(['number', 'integer', 'boolean', 'null']);
const HARMLESS_FORMATS: ReadonlySet<string> = new Set(
  'uuid date date-time time duration ipv4 ipv6 int32 int64 float double'.split(' '),
);

type Fields = ReadonlyMap<string, AnyNode>;

/** The fields of an object in the code. */
function fieldsOf(node: AnyNode | null): Fields {
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

function textOf(node: AnyNode | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function isHarmless(fields: Fields): boolean {
  if (fields.get('enum') || fields.get('const')) return true;
  return (
    HARMLESS_TYPES.has(textOf(fields.get('type')) ?? '') ||
    HARMLESS_FORMATS.has(textOf(fields.get('format')) ?? '')
  );
}

interface Under {
  readonly run: (schema: ObjectToken) => void;
  readonly found: Found;
}

/** Data on its way through a schema. */
export interface Passing {
  readonly flow: Flow;
  readonly data: TaintToken;
}

type Found = (token: Token) => void;

/** Whether the code of an object shows all its fields. */
function showsAll(node: AnyNode | null): boolean {
  return node?.type === 'ObjectExpression' && node.properties.every(({ type }) => type === 'Property');
}

/** Whether a schema lets fields through that it does not name. */
function isOpen(node: AnyNode): boolean {
  const given = fieldsOf(node).get('additionalProperties');
  return !(given?.type === 'Literal' && given.value === false);
}

interface Inside extends Pick<Passed, 'pass'> {
  readonly passing: Passing;
  /** Goes to the schemas under a keyword; gives the data if these are not known. */
  readonly under: (keyword: FlowNode, steps: Under) => void;
}

interface Passed {
  readonly found: Found;
  /** Lets the data through a schema inside. */
  readonly pass: (schema: ObjectToken, found: Found) => void;
}

/** What JSON schemas let through of data. */
export class JsonSchemas {
  private readonly taints: Taints;

  constructor(taints: Taints) {
    this.taints = taints;
  }

  /** Calls back with what a schema lets through; with the data if the code of the schema is not known. */
  pass(passing: Passing, schema: ObjectToken, { found, pass }: Passed): void {
    const { flow, data } = passing;
    const node = schema.site as AnyNode | null;
    const fields = showsAll(node) ? fieldsOf(node) : null;
    const under = (keyword: FlowNode, { run, found: left }: Under): void => {
      flow.propagation.listen(keyword, (token) => {
        if (token instanceof ObjectToken) run(token);
        else if (token.kind !== 'nothing') left(data);
      });
    };
    const inside: Inside = { passing, under, pass };
    if (!fields || !node) found(data);
    else if (fields.get('properties'))
      found(this.taints.shaped(data, shapeOnce(flow, this.object(inside, schema, isOpen(node)))));
    else if (fields.get('items')) found(this.taints.shaped(data, shapeOnce(flow, this.list(inside, schema))));
    else found(this.single(data, fields));
  }

  /** What a schema without parts lets through. */
  private single(data: TaintToken, fields: Fields): Token {
    const pattern = textOf(fields.get('pattern'));
    if (isHarmless(fields)) return PLAIN;
    if (pattern !== null) return this.taints.after(this.taints.text(data), provedByPattern(pattern));
    return textOf(fields.get('type')) === 'string' ? this.taints.text(data) : data;
  }

  private object({ passing, under, pass }: Inside, schema: ObjectToken, hasOthers: boolean): DataShape {
    const { flow, data } = passing;
    const properties = flow.properties.lookup(schema, 'properties');
    const lacks = ({ site }: ObjectToken, name: string): boolean =>
      !fieldsOf(site as AnyNode | null).has(name);
    return {
      part: (name, found) => {
        const run = (fields: ObjectToken): void => {
          if (hasOthers && lacks(fields, name)) found(data);
          const inner = (each: ObjectToken): void => {
            pass(each, found);
          };
          under(flow.properties.lookup(fields, name), { run: inner, found });
        };
        under(properties, { run, found });
      },
      whole: (found) => {
        if (hasOthers) found(data);
        const inner = (each: ObjectToken): void => {
          pass(each, (left) => {
            this.taints.whole(left, found);
          });
        };
        const run = (fields: ObjectToken): void => {
          under(flow.properties.all(fields), { run: inner, found });
        };
        under(properties, { run, found });
      },
    };
  }

  private list({ passing, under, pass }: Inside, schema: ObjectToken): DataShape {
    const items = passing.flow.properties.lookup(schema, 'items');
    return listShape(this.taints, (found) => {
      const run = (each: ObjectToken): void => {
        pass(each, found);
      };
      under(items, { run, found });
    });
  }
}
