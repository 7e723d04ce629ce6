import type { SchemaKind } from '../../model/index.js';
import { FlowNode, ObjectToken, PLAIN, type Flow, type Token } from '../../program/index.js';
import { ClassSchemas } from './class-schemas.js';
import type { DecoratedFields } from './decorated-fields.js';
import { passFilter, passInstance, passParts, type FilterSteps } from './filters.js';
import { inTurn, type Passing } from './in-turn.js';
import { JsonSchemas } from './json-schema.js';
import { LATER_CHECKS } from './later-checks.js';
import { isClass, isJsonSchema, passedAs, schemaOf, type Parts, type Schema, type Step } from './schema.js';
import { NamedSchemas } from './named-schemas.js';
import { shapeOnce, type DataShape, type Found } from './data-shape.js';
import { fieldsShape, memberLeft, passWritten } from './written-types.js';
import { isTaint, listShape, type Taints, type TaintToken } from './taint.js';

/** What a value is that code uses as a schema, though no call made it; null of other values. */
type PartOf = (token: Token) => SchemaKind | null;

/** What schemas let through of data: nothing that does harm, data, or data of a shape. */
export class RestrictedData {
  private readonly taints: Taints;
  private readonly json: JsonSchemas;
  readonly named = new NamedSchemas();
  /** What each schema lets through of each value, found once: schemas that use others often, or themselves, cost no more. */
  private readonly classes: ClassSchemas;
  private readonly results = new Map<object, Map<TaintToken, FlowNode>>();
  private readonly originals = new Map<object, Map<TaintToken, FlowNode>>();
  private readonly steps: FilterSteps;
  /** What parts let through whose methods are no further parts. */
  private readonly parts: Partial<Record<SchemaKind, Step>> = {
    clean: passedAs(() => PLAIN),
    address: passedAs((data) => this.taints.address(data)),
    text: ({ data }, { site }, found) => {
      found(this.json.text(data, site.given));
    },
    written: (
      passing,
      {
        site: {
          args: [type],
        },
      },
      found,
    ) => {
      if (type) passWritten(this.steps, passing, { type, found });
      else found(passing.data);
    },
    object: (passing, schema, found) => {
      found(this.fields(passing, schema));
    },
    list: (passing, schema, found) => {
      found(this.taints.shaped(passing.data, this.elements(passing, schema)));
    },
    either: (passing, { site, base }, found) => {
      this.passAny(passing, [...site.args, base], found);
    },
    filter: (...step) => {
      passFilter(this.steps, ...step);
    },
    parts: (...step) => {
      passParts(this.steps, ...step);
    },
    instance: (...step) => {
      passInstance(this.steps, ...step);
    },
    named: (passing, { site, base }, found) => {
      this.passGiven(passing, site.args[0] ?? base, found);
    },
    given: (passing, { site }, found) => {
      this.passAll(passing, site.args.slice(0, 1), found);
    },
    all: (passing, { site, hasBase, base }, found) => {
      this.passAll(passing, hasBase ? [base, ...site.args] : site.args, found);
    },
  };

  private readonly partOf: PartOf;

  constructor(taints: Taints, fields: DecoratedFields, partOf: PartOf) {
    this.taints = taints;
    this.partOf = partOf;
    this.json = new JsonSchemas(taints);
    this.steps = {
      taints,
      pass: (passing, token, found) => {
        this.pass(passing, token, found);
      },
    };
    this.classes = new ClassSchemas(taints, {
      fields,
      pass: this.steps.pass,
      isNested: (decorator) => schemaOf(decorator)?.part === 'nested',
      isType: (decorator) => schemaOf(decorator)?.part === 'instance',
    });
  }

  /** Data of which code has made an instance of a class without a check. */
  instance(flow: Flow, data: TaintToken, made: ObjectToken): TaintToken {
    return this.classes.instance(flow, data, made);
  }

  /** Calls back with what a schema lets through; data as it is if the value is no schema, or none that is known. */
  pass(passing: Passing, token: Token | null, found: Found): void {
    const { flow, data } = passing;
    const schema = token && (schemaOf(token) ?? (isJsonSchema(token) || isClass(token) ? token : null));
    if (token?.kind === 'text') this.passNamed(passing, token.text, found);
    else if (!schema) found(token ? memberLeft(this.taints, data, this.partOf(token)) : data);
    else flow.propagation.listen(this.resultOf(passing, schema), found);
  }

  /** The place of what a schema lets through. */
  private resultOf(passing: Passing, schema: Schema | ObjectToken): FlowNode {
    const { flow, data } = passing;
    const places = passing.isOriginal ? this.originals : this.results;
    const results = places.get(schema) ?? new Map<TaintToken, FlowNode>();
    places.set(schema, results);
    const known = results.get(data);
    if (known) return known;
    const result = new FlowNode();
    results.set(data, result);
    this.passOnce(passing, schema, (left) => {
      flow.propagation.add(result, left);
    });
    // A schema that is only a reference to itself says nothing.
    flow.decide(result, (left) => {
      if (!left) flow.propagation.add(result, data);
    });
    return result;
  }

  private passOnce(passing: Passing, schema: Schema | ObjectToken, give: Found): void {
    if (!(schema instanceof ObjectToken))
      this.passPart(schema.isClosed ? { ...passing, isOriginal: false } : passing, schema, give);
    else if (isClass(schema)) give(this.classes.pass(passing, schema));
    else
      this.json.pass(passing, schema, {
        found: give,
        pass: (each, data, then) => {
          this.pass({ ...passing, data }, each, then);
        },
        named: (name) => this.named.at(name),
      });
  }

  /** What the JSON schema of a name lets through. */
  private passNamed(passing: Passing, name: string, found: Found): void {
    passing.flow.decide(this.named.at(name), (token) => {
      this.pass(passing, token?.kind === 'text' ? null : token, found);
    });
  }

  private passPart(passing: Passing, schema: Schema, found: Found): void {
    const { part } = schema;
    const step = part && this.parts[part === 'loose' ? 'object' : part];
    if (step) step(passing, schema, found);
    else this.passLater(passing, schema, found);
  }

  /** What a method of a schema lets through of what the schema has let through. */
  private passLater(passing: Passing, schema: Schema, found: Found): void {
    const check = schema.part ? LATER_CHECKS[schema.part] : undefined;
    this.passBase(passing, schema, (token) => {
      if (check) check(passing.flow, schema, { token, found, taints: this.taints });
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
        } else if (schemaOf(token) || isJsonSchema(token) || this.partOf(token))
          this.pass(passing, token, found);
      });
    };
    for (const value of values) look(value);
  }

  /** What is left after one schema after the other. */
  private passAll(passing: Passing, schemas: readonly FlowNode[], found: Found): void {
    const restrictions = schemas.map((schema) => (left: TaintToken, give: Found): void => {
      this.passGiven({ ...passing, data: left }, schema, give);
    });
    inTurn(passing, restrictions, found);
  }

  /** What the schema lets through that an argument is; data if it is none that is known. */
  private passGiven(passing: Passing, given: FlowNode, found: Found): void {
    passing.flow.decide(given, (token) => {
      // A module exports one value in place of an object.
      if (!(token instanceof ObjectToken && token.form === 'exports')) this.pass(passing, token, found);
    });
  }

  /** What the fields let through that code gives a schema; and what the schema does that it extends. */
  private eachPart(passing: Passing, { site, base }: Schema, { ofFields, ofBase, found }: Parts): void {
    const { flow, data } = passing;
    const [given] = site.args;
    if (given)
      flow.propagation.listen(given, (token) => {
        if (token instanceof ObjectToken) ofFields(token);
        else if (!schemaOf(token)) found(data);
      });
    flow.propagation.listen(base, (token) => {
      this.pass(passing, token, (left) => {
        if (isTaint(left)) ofBase(left);
        else found(left);
      });
    });
  }

  /** The fields that an object of a schema has. */
  private fields(passing: Passing, schema: Schema): TaintToken {
    const isLoose = schema.part === 'loose' || passing.isOriginal === true;
    const shape = fieldsShape(this.steps, passing, {
      isLoose,
      eachPart: (parts) => {
        this.eachPart(passing, schema, parts);
      },
    });
    return this.taints.shaped(passing.data, shape);
  }

  private elements(passing: Passing, { site, base }: Schema): DataShape {
    const each = (found: Found): void => {
      this.passAny(passing, [...site.args, base], found);
    };
    return shapeOnce(passing.flow, listShape(this.taints, each));
  }
}
