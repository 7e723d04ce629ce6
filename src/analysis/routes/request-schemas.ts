import { FlowNode, ObjectToken, PLAIN, type Token } from '../../program/index.js';
import { shapeOnce, type Found } from '../schemas/data-shape.js';
import type { FilterSteps } from '../schemas/filters.js';
import type { Passing } from '../schemas/in-turn.js';
import { schemaOf, type Schema } from '../schemas/schema.js';
import { isTaint, type TaintToken } from '../schemas/taint.js';

/** Schemas before a function of a route, and the data that they let through. */
export interface Filtered extends Passing {
  readonly filters: FlowNode;
}

/** Stands for any part of a request. */
const ANY_PART = '*';

/** What a function makes of a part of a request: `validator('json', (value) => …)`. */
function passByFunction({ flow, data }: Passing, token: ObjectToken, found: Found): void {
  if (!token.unit) return;
  const [param] = token.unit.params;
  flow.enter(token.unit);
  if (param) flow.propagation.add(param, data);
  flow.propagation.listen(token.unit.returns, found);
}

/** The schema that begins a chain of methods: `param('id')` of `param('id').isInt()`; null if the chain turns a check around. */
function rootOf(schema: Schema): Schema | null {
  let at = schema;
  for (let count = 0; at.hasBase && count < LONGEST_CHAIN; count += 1) {
    if (at.part === 'negated') return null;
    const [base] = [...at.base.tokens].flatMap((token) => schemaOf(token) ?? []);
    if (!base) return null;
    at = base;
  }
  return at.hasBase ? null : at;
}
const LONGEST_CHAIN = 16;

/** Schemas of requests, which stand in a route before the function that reads what they let through. */
export class RequestSchemas {
  private readonly ways: FilterSteps;

  constructor(ways: FilterSteps) {
    this.ways = ways;
  }

  /** `request.valid('query')`: the part that a schema of the route lets through. */
  taken({ flow, data, filters }: Filtered, name: string, found: Found): void {
    const schema = new FlowNode();
    flow.propagation.listen(filters, (token) => {
      const [part, given] = schemaOf(token)?.site.args ?? [];
      if (part && given)
        flow.propagation.listen(part, (each) => {
          if (each.kind === 'text' && each.text === name) flow.propagation.edge(given, schema);
        });
    });
    flow.decide(schema, (token) => {
      if (token instanceof ObjectToken && token.unit) passByFunction({ flow, data }, token, found);
      else this.ways.pass({ flow, data }, token, found);
    });
  }

  /** A request of which no schema of the route says that a field does not fit. */
  proved(filtered: Filtered): TaintToken {
    const { data } = filtered;
    const { taints } = this.ways;
    return this.shaped(filtered, (part, found) => {
      taints.part(data, part, (each) => {
        if (isTaint(each)) found(this.fields({ ...filtered, data: each }, part));
        else found(each);
      });
    });
  }

  /** The fields of a request that schemas of the route name. */
  matched(filtered: Filtered): TaintToken {
    return this.shaped(filtered, (name, found) => {
      this.field(filtered, { part: ANY_PART, name }, (left) => {
        found(left ?? PLAIN);
      });
    });
  }

  private fields(filtered: Filtered, part: string): TaintToken {
    const { data } = filtered;
    const { taints } = this.ways;
    return this.shaped(filtered, (name, found) => {
      taints.part(data, name, (each) => {
        if (!isTaint(each)) found(each);
        else
          this.field({ ...filtered, data: each }, { part, name }, (left) => {
            found(left ?? each);
          });
      });
    });
  }

  /** Calls back with what schemas let through of a field; null if none names it. */
  private field(
    { flow, data, filters }: Filtered,
    { part, name }: { readonly part: string; readonly name: string },
    found: (left: Token | null) => void,
  ): void {
    const meant = new FlowNode();
    flow.propagation.listen(filters, (token) => {
      const schema = schemaOf(token);
      const root = schema && rootOf(schema);
      const [field] = root?.site.args ?? [];
      const of = root?.fieldsOf;
      if (!field || of === undefined || (![of, part].includes(ANY_PART) && of !== part)) return;
      flow.propagation.listen(field, (each) => {
        if (each.kind === 'text' && each.text === name) flow.propagation.add(meant, token);
      });
    });
    flow.decide(meant, (schema) => {
      if (schema) this.ways.pass({ flow, data }, schema, found);
      else found(null);
    });
  }

  private shaped({ flow, data }: Filtered, part: (name: string, found: Found) => void): TaintToken {
    const { taints } = this.ways;
    const shape = shapeOnce(flow, {
      part,
      whole: (found) => {
        taints.whole(data, found);
      },
    });
    return taints.shaped(data, shape);
  }
}
