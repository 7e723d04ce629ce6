import type { SchemaKind } from '../../model/index.js';
import { ObjectToken, type CallSite, type FlowNode, type Token } from '../../program/index.js';
import type { Found } from './data-shape.js';
import type { Passing } from './in-turn.js';
import type { TaintToken } from './taint.js';

/** A part of a schema: what a call of a function of its library gives. */
export interface Schema {
  readonly kind: 'schema';
  /** Null if the library's function is not known by name. */
  readonly part: SchemaKind | null;
  /** Properties of the first argument that hold the schema, of a filter. */
  readonly schemaIn: readonly string[];
  /** The part of a request that has the field which it describes; absent of another schema. */
  readonly fieldsOf: string | undefined;
  /** Whether data with other fields than the schema names does not fit. */
  readonly isClosed: boolean;
  /** Whether a method of another schema made it. */
  readonly hasBase: boolean;
  readonly site: CallSite;
  /** The schemas whose method made it. */
  readonly base: FlowNode;
}

export function schemaOf(token: Token): Schema | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<Schema>) : null;
  return mark?.kind === 'schema' ? (mark as Schema) : null;
}

export const isClass = (token: Token): token is ObjectToken =>
  token instanceof ObjectToken && token.form === 'class';

export const isJsonSchema = (token: Token): token is ObjectToken =>
  token instanceof ObjectToken && token.form === 'literal';

/** What is called back with the parts of a schema: fields that code names, and what the schema before it lets through. */
export interface Parts {
  readonly ofFields: (fields: ObjectToken) => void;
  readonly ofBase: (left: TaintToken) => void;
  readonly found: Found;
}

/** What a part of a schema lets through. */
export type Step = (passing: Passing, schema: Schema, found: Found) => void;

/** Lets data through as something else. */
export function passedAs(as: (data: TaintToken) => Token): Step {
  return ({ data }, _schema, found) => {
    found(as(data));
  };
}
