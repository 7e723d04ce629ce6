import type { AnyNode, Property, SpreadElement } from 'acorn';
import type { SchemaKind } from '../../model/index.js';
import { FlowNode, ObjectToken, PLAIN, type CallSite, type Flow, type Token } from '../../program/index.js';
import { inTurn, JsonSchemas, type Passing } from './json-schema.js';
import { provedByFunction, provedByToken } from './patterns.js';
import { isTaint, listShape, shapeOnce, type DataShape, type Taints, type TaintToken } from './taint.js';

/** A part of a schema: what a call of a function of its library gives. */
export interface Schema {
  readonly kind: 'schema';
  /** Null if the library's function is not known by name. */
  readonly part: SchemaKind | null;
  /** Whether a method of another schema made it. */
  readonly hasBase: boolean;
  readonly site: CallSite;
  /** The schemas whose method made it. */
  readonly base: FlowNode;
}

type Found = (token: Token) => void;
function schemaOf(token: Token): Schema | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<Schema>) : null;
  return mark?.kind === 'schema' ? (mark as Schema) : null;
}

const isJsonSchema = (token: Token): token is ObjectToken =>
  token instanceof ObjectToken && token.form === 'literal';

function nameOfProperty(property: Property | SpreadElement): string | null {
  if (property.type === 'SpreadElement' || property.computed) return null;
  return property.key.type === 'Identifier' ? property.key.name : null;
}

/** Whether the code of an object shows all its fields, and this one is none of them. */
function surelyLacks({ site }: ObjectToken, name: string): boolean {
  const node = site as AnyNode | null;
  if (node?.type !== 'ObjectExpression') return false;
  const names = new Set(node.properties.map(nameOfProperty));
  return !names.has(null) && !names.has(name);
}

interface Passed {
  /** What is left of the data. */
  readonly token: Token;
  readonly found: Found;
}

/** What schemas let through of data: nothing that does harm, data, or data of a shape. */
export class RestrictedData {
  private readonly taints: Taints;
  private readonly json: JsonSchemas;
  /** What each schema lets through of each value, found once: schemas that use others often, or themselves, cost no more. */
  private readonly results = new Map<object, Map<TaintToken, FlowNode>>();

  constructor(taints: Taints) {
    this.taints = taints;
    this.json = new JsonSchemas(taints);
  }

  /** Calls back with what a schema lets through; data as it is if the value is no schema. */
  pass(passing: Passing, token: Token, found: Found): void {
    const { flow, data } = passing;
    const schema = schemaOf(token) ?? (isJsonSchema(token) ? token : null);
    if (!schema) {
      found(data);
      return;
    }
    const known = this.results.get(schema) ?? new Map<TaintToken, FlowNode>();
    this.results.set(schema, known);
    const result = known.get(data) ?? new FlowNode();
    const isNew = !known.has(data);
    known.set(data, result);
    flow.propagation.listen(result, found);
    if (!isNew) return;
    const give = (left: Token): void => {
      flow.propagation.add(result, left);
    };
    if (schema instanceof ObjectToken)
      this.json.pass(passing, schema, {
        found: give,
        pass: (each, given, then) => {
          this.pass({ flow, data: given }, each, then);
        },
      });
    else this.passPart(passing, schema, give);
  }

  private passPart(passing: Passing, schema: Schema, found: Found): void {
    const { data } = passing;
    const { part, site, base } = schema;
    if (part === 'clean') found(PLAIN);
    else if (part === 'text') found(this.taints.text(data));
    else if (part === 'object' || part === 'loose')
      found(this.taints.shaped(data, this.fields(passing, schema)));
    else if (part === 'list') found(this.taints.shaped(data, this.elements(passing, schema)));
    else if (part === 'either') this.passAny(passing, [...site.args, base], found);
    else if (part === 'given') this.passAll(passing, site.args.slice(0, 1), found);
    else if (part === 'all') this.passAll(passing, schema.hasBase ? [base, ...site.args] : site.args, found);
    else this.passLater(passing, schema, found);
  }

  /** What a method of a schema lets through of what the schema has let through. */
  private passLater(passing: Passing, schema: Schema, found: Found): void {
    const { part } = schema;
    this.passBase(passing, schema, (token) => {
      if (part === 'pattern') this.passPattern(passing.flow, schema, { token, found });
      else if (part === 'proof') this.passProof(passing.flow, schema, { token, found });
      else if (part === 'map') this.passFunction(passing.flow, schema, { token, found });
      else found(token);
    });
  }

  private passBase(passing: Passing, { hasBase, base }: Schema, found: Found): void {
    if (!hasBase) found(passing.data);
    passing.flow.propagation.listen(base, (token) => {
      this.pass(passing, token, found);
    });
  }

  /** What each of some schemas lets through. They may stand in a list, or be given by a function. */
  private passAny(passing: Passing, values: readonly FlowNode[], found: Found): void {
    const { flow } = passing;
    const seen = new Set<Token>();
    const look = (value: FlowNode): void => {
      flow.propagation.listen(value, (token) => {
        if (seen.has(token)) return;
        seen.add(token);
        if (token instanceof ObjectToken && token.form === 'array') look(flow.properties.all(token));
        else if (token instanceof ObjectToken && token.unit) {
          flow.enter(token.unit);
          look(token.unit.returns);
        } else if (schemaOf(token) || isJsonSchema(token)) this.pass(passing, token, found);
      });
    };
    for (const value of values) look(value);
  }

  /** What is left after one schema after the other. */
  private passAll({ flow, data }: Passing, schemas: readonly FlowNode[], found: Found): void {
    const restrictions = schemas.map((schema) => (left: TaintToken, give: Found): void => {
      this.passGiven({ flow, data: left }, schema, give);
    });
    inTurn({ flow, data }, restrictions, found);
  }

  /** What the schema lets through that an argument is; data if it is none that is known. */
  private passGiven(passing: Passing, given: FlowNode, found: Found): void {
    passing.flow.propagation.listen(given, (token) => {
      // A module exports one value in place of an object.
      if (!(token instanceof ObjectToken && token.form === 'exports')) this.pass(passing, token, found);
    });
  }

  private passPattern(flow: Flow, { site }: Schema, { token, found }: Passed): void {
    const [pattern] = site.args;
    if (!pattern || !isTaint(token)) {
      found(token);
      return;
    }
    flow.propagation.listen(pattern, (each) => {
      found(this.taints.after(token, provedByToken(each)));
    });
  }

  private passProof(flow: Flow, { site }: Schema, { token, found }: Passed): void {
    const [callback] = site.args;
    if (!callback || !isTaint(token)) {
      found(token);
      return;
    }
    flow.propagation.listen(callback, (callee) => {
      provedByFunction(flow, { callee, parameter: 0 }, (kind) => {
        found(this.taints.after(token, kind));
      });
    });
  }

  private passFunction(flow: Flow, { site }: Schema, { token, found }: Passed): void {
    const [callback] = site.args;
    if (callback)
      flow.propagation.listen(callback, (each) => {
        if (!(each instanceof ObjectToken) || !each.unit) {
          found(token);
          return;
        }
        const [param] = each.unit.params;
        flow.enter(each.unit);
        if (param) flow.propagation.add(param, token);
        flow.propagation.listen(each.unit.returns, found);
      });
  }

  /** The fields that an object of a schema has. */
  private fields(passing: Passing, { part, site, base }: Schema): DataShape {
    const { flow, data } = passing;
    const [given] = site.args;
    const passField = (fields: ObjectToken, name: string, found: Found): void => {
      flow.propagation.listen(flow.properties.lookup(fields, name), (token) => {
        if (schemaOf(token) || isJsonSchema(token)) this.pass(passing, token, found);
      });
      if (part === 'loose' && !surelyLacks(fields, name)) found(data);
    };
    const ofGiven = (run: (fields: ObjectToken) => void, found: Found): void => {
      if (given)
        flow.propagation.listen(given, (token) => {
          if (token instanceof ObjectToken) run(token);
          else if (!schemaOf(token)) found(data);
        });
    };
    const ofBase = (run: (shaped: TaintToken) => void, found: Found): void => {
      flow.propagation.listen(base, (token) => {
        this.pass(passing, token, (left) => {
          if (isTaint(left)) run(left);
          else found(left);
        });
      });
      if (part === 'loose') found(data);
    };
    return shapeOnce(flow, {
      part: (name, found) => {
        ofGiven((fields) => {
          passField(fields, name, found);
        }, found);
        ofBase((left) => {
          this.taints.part(left, name, found);
        }, found);
      },
      whole: (found) => {
        ofGiven((fields) => {
          flow.propagation.listen(flow.properties.all(fields), (token) => {
            if (schemaOf(token) || isJsonSchema(token))
              this.pass(passing, token, (left) => {
                this.taints.whole(left, found);
              });
          });
        }, found);
        ofBase((left) => {
          this.taints.whole(left, found);
        }, found);
      },
    });
  }

  private elements(passing: Passing, { site, base }: Schema): DataShape {
    const each = (found: Found): void => {
      this.passAny(passing, [...site.args, base], found);
    };
    return shapeOnce(passing.flow, listShape(this.taints, each));
  }
}
