import type { AnyNode } from 'acorn';
import { type Flow, FlowNode, ObjectToken, PLAIN, provedByPattern, type Token } from '../../program/index.js';
import {
  fieldsOf,
  isHarmless,
  isOpen,
  referenceOf,
  showsAll,
  textOf,
  type Fields,
} from './json-schema-node.js';
import { isTaint, listShape, shapeOnce, type DataShape, type Taints, type TaintToken } from './taint.js';

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

interface Inside extends Pick<Passed, 'pass'> {
  readonly passing: Passing;
  /** Goes to the schemas under a keyword; gives the data if these are not known. */
  readonly under: (keyword: FlowNode, steps: Under) => void;
}

interface Passed {
  readonly found: Found;
  /** Lets data through a schema inside. */
  readonly pass: (schema: ObjectToken, data: TaintToken, found: Found) => void;
}

/** What a part of a schema lets through of data. */
type Restriction = (data: TaintToken, found: Found) => void;

/** Calls back with what each of some restrictions leaves of what the one before it left. */
export function inTurn({ flow, data }: Passing, restrictions: readonly Restriction[], found: Found): void {
  let before = new FlowNode();
  flow.propagation.add(before, data);
  for (const restriction of restrictions) {
    const after = new FlowNode();
    const give = (token: Token): void => {
      flow.propagation.add(after, token);
    };
    flow.propagation.listen(before, (left) => {
      if (isTaint(left)) restriction(left, give);
      else give(left);
    });
    before = after;
  }
  flow.propagation.listen(before, found);
}

/** What JSON schemas let through of data. */
export class JsonSchemas {
  private readonly taints: Taints;
  /** The schema around each schema that was reached through it. */
  private readonly roots = new Map<ObjectToken, ObjectToken>();

  constructor(taints: Taints) {
    this.taints = taints;
  }

  /** Calls back with what a schema lets through; with the data if the code of the schema is not known. */
  pass(passing: Passing, schema: ObjectToken, { found, pass }: Passed): void {
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
    inTurn(passing, this.restrictions(passing.flow, { schema, fields, root, pass: into }), found);
  }

  /** Keywords of a schema: all of them hold. */
  private restrictions(flow: Flow, { schema, fields, root, pass }: Known): Restriction[] {
    const inside = (data: TaintToken): Inside => ({
      passing: { flow, data },
      pass,
      under: (keyword, { run, found }) => {
        flow.propagation.listen(keyword, (token) => {
          if (token instanceof ObjectToken) run(token);
          else if (token.kind !== 'nothing') found(data);
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
        const steps = referenceOf(reference);
        if (!steps) found(data);
        else this.refer(inside(data), { from: root, steps }, found);
      });
    for (const keyword of ['anyOf', 'oneOf'])
      if (fields.get(keyword))
        all.push((data, found) => {
          this.inList(inside(data), { list: at(keyword), index: null }, found);
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
    const node = schema.site as AnyNode;
    const within = { passing, ...inside };
    if (fields.get('properties'))
      found(this.taints.shaped(data, shapeOnce(flow, this.object(within, schema, isOpen(node)))));
    else if (fields.get('items')) found(this.taints.shaped(data, shapeOnce(flow, this.list(within, schema))));
    else found(this.single(data, fields));
  }

  /** `#/definitions/id`: goes on from the outermost schema. */
  private refer({ passing, under, pass }: Inside, { from, steps }: Reference, found: Found): void {
    const [name, ...others] = steps;
    if (name === undefined) pass(from, passing.data, found);
    else
      under(passing.flow.properties.lookup(from, name), {
        run: (next) => {
          this.refer({ passing, under, pass }, { from: next, steps: others }, found);
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
    // What another schema has left is narrowed further.
    const partOf = (name: string, run: (part: TaintToken) => void, found: Found): void => {
      if (!data.mark.shape) run(data);
      else
        this.taints.part(data, name, (part) => {
          if (isTaint(part)) run(part);
          else found(part);
        });
    };
    return {
      part: (name, found) => {
        const run = (fields: ObjectToken): void => {
          partOf(
            name,
            (part) => {
              if (hasOthers && lacks(fields, name)) found(part);
              const inner = (each: ObjectToken): void => {
                pass(each, part, found);
              };
              under(flow.properties.lookup(fields, name), { run: inner, found });
            },
            found,
          );
        };
        under(properties, { run, found });
      },
      whole: (found) => {
        if (hasOthers) this.taints.whole(data, found);
        const inner = (each: ObjectToken): void => {
          pass(each, this.taints.bare(data), (left) => {
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
        pass(each, passing.data, found);
      };
      under(items, { run, found });
    });
  }
}

interface Known extends Pick<Passed, 'pass'> {
  readonly schema: ObjectToken;
  readonly fields: Fields;
  readonly root: ObjectToken;
}

interface Reference {
  readonly from: ObjectToken;
  readonly steps: readonly string[];
}
