import type { AnyNode } from 'acorn';
import {
  type Flow,
  type FlowNode,
  ObjectToken,
  PLAIN,
  provedByPattern,
  type Token,
} from '../../program/index.js';
import { inTurn, type Passing, type Restriction } from './in-turn.js';
import { JsonShapes, type Inside, type Passed } from './json-shapes.js';
import {
  FIELDS,
  fieldsOf,
  isAddress,
  isHarmless,
  referenceOf,
  showsAll,
  textOf,
  type Fields,
} from './json-schema-node.js';
import { shapeOnce, type Found } from './data-shape.js';
import type { Taints, TaintToken } from './taint.js';

/** What JSON schemas let through of data. */
export class JsonSchemas {
  private readonly taints: Taints;
  private readonly shapes: JsonShapes;
  /** The schema around each schema that was reached through it. */
  private readonly roots = new Map<ObjectToken, ObjectToken>();

  constructor(taints: Taints) {
    this.taints = taints;
    this.shapes = new JsonShapes(taints);
  }

  /** Calls back with what a schema lets through; with the data if the code of the schema is not known. */
  pass(passing: Passing, schema: ObjectToken, { found, pass, named }: Passed): void {
    const node = schema.site as AnyNode | null;
    const fields = showsAll(node) ? fieldsOf(node) : null;
    if (!fields || !node) {
      found(passing.data);
      return;
    }
    const root = this.roots.get(schema) ?? schema;
    const into: Passed['pass'] = (each, data, then) => {
      if (!this.roots.has(each)) this.roots.set(each, root);
      pass(each, data, then);
    };
    inTurn(passing, this.restrictions(passing.flow, { schema, fields, root, named, pass: into }), found);
  }

  /** Keywords of a schema: all of them hold. */
  private restrictions(flow: Flow, { schema, fields, root, pass, named }: Known): Restriction[] {
    const inside = (data: TaintToken): Inside => ({
      passing: { flow, data },
      pass,
      named,
      under: (keyword, { run, found }) => {
        flow.decide(keyword, (token) => {
          if (token instanceof ObjectToken) run(token);
          else if (token?.kind !== 'nothing') found(data);
        });
      },
    });
    const at = (keyword: string): FlowNode => flow.properties.lookup(schema, keyword);
    const all: Restriction[] = [
      (data, found) => {
        this.own(inside(data), { schema, fields }, found);
      },
    ];
    const reference = fields.get('$ref');
    if (reference)
      all.push((data, found) => {
        const { name, steps } = referenceOf(reference);
        const within = inside(data);
        const refer = (from: ObjectToken): void => {
          this.refer(within, { from, steps: steps ?? [] }, found);
        };
        if (!steps) found(data);
        else if (name === '') refer(root);
        else within.under(named(name), { run: refer, found });
      });
    for (const keyword of ['anyOf', 'oneOf'])
      if (fields.get(keyword))
        all.push((data, found) => {
          this.inList(inside(data), { list: at(keyword), index: null }, found);
        });
    if (fields.get('if'))
      all.push((data, found) => {
        this.choose(inside(data), { at, fields }, found);
      });
    const list = fields.get('allOf');
    for (const index of list?.type === 'ArrayExpression' ? list.elements.keys() : [])
      all.push((data, found) => {
        this.inList(inside(data), { list: at('allOf'), index }, found);
      });
    return all;
  }

  /** What a schema says itself. */
  private own(
    { passing, ...inside }: Inside,
    { schema, fields }: Pick<Known, 'schema' | 'fields'>,
    found: Found,
  ): void {
    const { flow, data } = passing;
    const within = { passing, ...inside };
    if (FIELDS.some((keyword) => fields.get(keyword)))
      found(this.taints.shaped(data, shapeOnce(flow, this.shapes.object(within, { schema, fields }))));
    else if (fields.get('items'))
      found(this.taints.shaped(data, shapeOnce(flow, this.shapes.list(within, schema))));
    else found(this.single(data, fields));
  }

  /** What `then` leaves of what `if` leaves, and what `else` leaves. */
  private choose(
    { passing, under, pass }: Inside,
    { at, fields }: { readonly at: (keyword: string) => FlowNode; readonly fields: Fields },
    found: Found,
  ): void {
    const branch = (keywords: readonly string[]): void => {
      const restrictions = keywords
        .filter((keyword) => fields.get(keyword))
        .map((keyword): Restriction => (data, give) => {
          const run = (each: ObjectToken): void => {
            pass(each, data, give);
          };
          under(at(keyword), { run, found: give });
        });
      inTurn(passing, restrictions, found);
    };
    branch(['if', 'then']);
    branch(['else']);
  }

  /** `#/definitions/id`: goes on from the outermost schema. */
  private refer({ passing, under, pass, named }: Inside, { from, steps }: Reference, found: Found): void {
    const [name, ...others] = steps;
    if (name === undefined) pass(from, passing.data, found);
    else
      under(passing.flow.properties.lookup(from, name), {
        run: (next) => {
          this.refer({ passing, under, pass, named }, { from: next, steps: others }, found);
        },
        found,
      });
  }

  /** What one of several schemas lets through; null: any of them. */
  private inList(
    { passing, under, pass }: Inside,
    { list, index }: { readonly list: FlowNode; readonly index: number | null },
    found: Found,
  ): void {
    const { flow, data } = passing;
    const run = (each: ObjectToken): void => {
      pass(each, data, found);
    };
    under(list, {
      run: (schemas) => {
        const at =
          index === null ? flow.properties.all(schemas) : flow.properties.lookup(schemas, String(index));
        under(at, { run, found });
      },
      found,
    });
  }

  /** What a schema in code lets through of a text: `Type.String({ pattern })`. */
  text(data: TaintToken, given: readonly AnyNode[]): Token {
    const options = given.find(({ type }) => type === 'ObjectExpression');
    return this.single(this.taints.text(data), fieldsOf(options ?? null));
  }

  /** What a schema without parts lets through. */
  private single(data: TaintToken, fields: Fields): Token {
    const pattern = textOf(fields.get('pattern'));
    if (isHarmless(fields)) return PLAIN;
    if (isAddress(fields)) return this.taints.address(data);
    if (pattern !== null) return this.taints.after(this.taints.text(data), provedByPattern(pattern));
    return textOf(fields.get('type')) === 'string' ? this.taints.text(data) : data;
  }
}

interface Known extends Pick<Passed, 'pass' | 'named'> {
  readonly schema: ObjectToken;
  readonly fields: Fields;
  readonly root: ObjectToken;
}

interface Reference {
  readonly from: ObjectToken;
  readonly steps: readonly string[];
}
