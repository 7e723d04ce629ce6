import type { AnyNode, Property, SpreadElement } from 'acorn';
import type { SchemaKind } from '../../model/index.js';
import {
  type FlowNode,
  ObjectToken,
  PLAIN,
  type CallSite,
  type Flow,
  type Token,
} from '../../program/index.js';
import { JsonSchemas, type Passing } from './json-schema.js';
import { provedByFunction, provedByToken } from './patterns.js';
import { isTaint, listShape, type DataShape, type Taints, type TaintToken } from './taint.js';

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

/** Parts of a schema inside each other that are looked at: data that passes more counts as it was. */
const DEEPEST = 24;

function schemaOf(token: Token): Schema | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<Schema>) : null;
  return mark?.kind === 'schema' ? (mark as Schema) : null;
}

function isJsonSchema(token: Token): token is ObjectToken {
  return token instanceof ObjectToken && token.form === 'literal';
}

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
  private readonly shaped = new Map<Schema, Map<TaintToken, Token>>();

  private readonly json: JsonSchemas;

  constructor(taints: Taints) {
    this.taints = taints;
    this.json = new JsonSchemas(taints);
  }

  /** Calls back with what a schema lets through; data as it is if the value is no schema. */
  pass(passing: Passing, token: Token, found: Found): void {
    const schema = schemaOf(token);
    const next = { ...passing, depth: passing.depth + 1 };
    if (passing.depth > DEEPEST) found(passing.data);
    else if (schema) this.passPart(next, schema, found);
    else if (isJsonSchema(token)) this.json.pass(next, token, found);
    else found(passing.data);
  }

  private passPart(passing: Passing, schema: Schema, found: Found): void {
    const { data } = passing;
    const { part, site, base } = schema;
    if (part === 'clean') found(PLAIN);
    else if (part === 'text') found(this.taints.text(data));
    else if (part === 'object' || part === 'loose' || part === 'list') found(this.shapedBy(passing, schema));
    else if (part === 'either') this.passAny(passing, [...site.args, base], found);
    else if (part === 'all') this.passAll(passing, [base, ...site.args], found);
    else
      this.passBase(passing, schema, (token) => {
        if (part === 'pattern') this.passPattern(passing.flow, schema, { token, found });
        else if (part === 'proof') this.passProof(passing.flow, schema, { token, found });
        else if (part === 'map') this.passFunction(passing.flow, schema, { token, found });
        else found(token);
      });
  }

  /** Data of the shape that a schema describes, made once: code that reads parts of parts in a loop ends. */
  private shapedBy(passing: Passing, schema: Schema): Token {
    const known = this.shaped.get(schema) ?? new Map<TaintToken, Token>();
    this.shaped.set(schema, known);
    const shape = known.get(passing.data);
    if (shape) return shape;
    const made = this.taints.shaped(
      passing.data,
      schema.part === 'list' ? this.elements(passing, schema) : this.fields(passing, schema),
    );
    known.set(passing.data, made);
    return made;
  }

  private passBase(passing: Passing, { hasBase, base }: Schema, found: Found): void {
    if (!hasBase) found(passing.data);
    passing.flow.propagation.listen(base, (token) => {
      this.pass(passing, token, found);
    });
  }

  /** What each of some schemas lets through. They may stand in a list, or be given by a function. */
  private passAny(passing: Passing, values: readonly FlowNode[], found: Found): void {
    const { flow, depth } = passing;
    const next = { ...passing, depth: depth + 1 };
    for (const value of depth > DEEPEST ? [] : values)
      flow.propagation.listen(value, (token) => {
        if (token instanceof ObjectToken && token.form === 'array')
          this.passAny(next, [flow.properties.all(token)], found);
        else if (token instanceof ObjectToken && token.unit) {
          flow.enter(token.unit);
          this.passAny(next, [token.unit.returns], found);
        } else if (schemaOf(token) || isJsonSchema(token)) this.pass(passing, token, found);
      });
  }

  /** What is left after one schema after the other. */
  private passAll(passing: Passing, [first, ...others]: readonly FlowNode[], found: Found): void {
    if (!first) {
      found(passing.data);
      return;
    }
    const goOn = (token: Token): void => {
      if (!isTaint(token)) found(token);
      else this.passAll({ ...passing, data: token }, others, found);
    };
    if (first.tokens.size === 0) goOn(passing.data);
    passing.flow.propagation.listen(first, (token) => {
      if (schemaOf(token)) this.pass(passing, token, goOn);
      else goOn(passing.data);
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
    return {
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
    };
  }

  private elements(passing: Passing, { site, base }: Schema): DataShape {
    const each = (found: Found): void => {
      this.passAny(passing, [...site.args, base], found);
    };
    return listShape(this.taints, each);
  }
}
