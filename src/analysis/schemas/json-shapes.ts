import type { FlowNode, ObjectToken } from '../../program/index.js';
import { inTurn, type Passing, type Restriction } from './in-turn.js';
import { fieldSchemas, othersOf, type Fields } from './json-schema-node.js';
import type { DataShape, Found } from './data-shape.js';
import { isTaint, listShape, type Taints, type TaintToken } from './taint.js';

export interface Passed {
  readonly found: Found;
  /** The place of the schemas of a name. */
  readonly named: (name: string) => FlowNode;
  /** Lets data through a schema inside. */
  readonly pass: (schema: ObjectToken, data: TaintToken, found: Found) => void;
}

interface Under {
  readonly run: (schema: ObjectToken) => void;
  readonly found: Found;
}

/** A schema on its way to the schemas in it. */
export interface Inside extends Pick<Passed, 'pass' | 'named'> {
  readonly passing: Passing;
  /** Goes to the schemas under a keyword; gives the data if these are not known. */
  readonly under: (keyword: FlowNode, steps: Under) => void;
}

/** A JSON schema, and its keywords. */
interface Described {
  readonly schema: ObjectToken;
  readonly fields: Fields;
}

/** Objects and lists whose parts JSON schemas describe. */
export class JsonShapes {
  private readonly taints: Taints;

  constructor(taints: Taints) {
    this.taints = taints;
  }

  object(inside: Inside, { schema, fields }: Described): DataShape {
    const { passing } = inside;
    const { flow, data } = passing;
    // What another schema has left is narrowed further.
    const partOf = (name: string, run: (part: TaintToken) => void, found: Found): void => {
      if (!data.mark.shape) run(data);
      else
        this.taints.part(data, name, (part) => {
          if (isTaint(part)) run(part);
          else found(part);
        });
    };
    const pass = (name: string | null, part: TaintToken, found: Found): void => {
      const within = { ...inside, passing: { flow, data: part } };
      this.schemasOf(within, { schema, fields, name }, found);
    };
    return {
      part: (name, found) => {
        partOf(
          name,
          (part) => {
            pass(name === '*' ? null : name, part, found);
          },
          found,
        );
      },
      whole: (found) => {
        pass(null, this.taints.bare(data), (left) => {
          this.taints.whole(left, found);
        });
      },
    };
  }

  /** What the schemas of a field let through; of any field, if no name is known. */
  private schemasOf(
    { passing, under, pass }: Inside,
    { schema, fields, name }: Described & { readonly name: string | null },
    found: Found,
  ): void {
    const { flow, data } = passing;
    const { properties } = flow;
    const each = (keyword: string, run: (token: ObjectToken | null) => void): void => {
      if (!fields.get(keyword)) run(null);
      else under(properties.lookup(schema, keyword), { run, found });
    };
    const others = othersOf(fields.get('additionalProperties'));
    each('properties', (named) => {
      each('patternProperties', (patterned) => {
        for (const keys of fieldSchemas({ named, patterned, others }, name)) {
          const places = keys.map(({ owner, key }) => properties.lookup(owner ?? schema, key));
          if (keys.length === 0) found(data);
          inTurn(
            passing,
            places.map((place): Restriction => (left, give) => {
              under(place, {
                run: (inner) => {
                  pass(inner, left, give);
                },
                found: give,
              });
            }),
            found,
          );
        }
      });
    });
  }

  list({ passing, under, pass }: Inside, schema: ObjectToken): DataShape {
    const items = passing.flow.properties.lookup(schema, 'items');
    return listShape(this.taints, (found) => {
      const run = (each: ObjectToken): void => {
        pass(each, passing.data, found);
      };
      under(items, { run, found });
    });
  }
}
