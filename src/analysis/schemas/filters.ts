import { FlowNode, ObjectToken, PLAIN, type Token } from '../../program/index.js';
import { shapeOnce, type Found } from './data-shape.js';
import type { Passing } from './in-turn.js';
import { fieldsOf } from './json-schema-node.js';
import { isClass, type Step } from './schema.js';
import { isTaint, listShape, type Taints, type TaintToken } from './taint.js';

export interface FilterSteps {
  readonly taints: Taints;
  /** What another schema lets through; null: the data. */
  readonly pass: (passing: Passing, token: Token | null, found: Found) => void;
}

/** `parser({ schema, envelope })`: what the schema lets through, of an object or of each of a list in an envelope. */
export function passFilter(
  { taints, pass }: FilterSteps,
  ...[{ flow, data }, schema, found]: Parameters<Step>
): void {
  const { site, schemaIn } = schema;
  const [options] = site.args;
  const place = new FlowNode();
  const names = fieldsOf(site.given[0] ?? null);
  if (options)
    flow.propagation.listen(options, (token) => {
      if (!(token instanceof ObjectToken)) return;
      for (const name of schemaIn) flow.propagation.edge(flow.properties.lookup(token, name), place);
    });
  flow.decide(place, (token) => {
    pass({ flow, data }, token, (left) => {
      const each = names.has('envelope') && isTaint(left) ? taints.list(flow, left) : left;
      const isWrapped = names.has('safeParse') && isTaint(each);
      found(isWrapped ? safely(taints, data, each) : each);
    });
  });
}

/** What a filter gives that does not throw: the parts that it let through, or the original. */
function safely(taints: Taints, data: TaintToken, left: TaintToken): TaintToken {
  return taints.shaped(data, {
    part: (name, found) => {
      if (name === 'data') found(left);
      else if (name === 'originalEvent') found(data);
      else found(PLAIN);
    },
    whole: (found) => {
      taints.whole(data, found);
    },
  });
}

/** `celebrate({ params: schema })`, `zValidator('query', schema)`: what the schemas let through of parts of a request. */
export function passParts(
  { taints, pass }: FilterSteps,
  ...[{ flow, data }, { site }, found]: Parameters<Step>
): void {
  const [parts, schema] = site.args;
  const schemaOfPart = (name: string): FlowNode => {
    const place = new FlowNode();
    if (parts)
      flow.propagation.listen(parts, (token) => {
        if (token instanceof ObjectToken) flow.propagation.edge(flow.properties.lookup(token, name), place);
        else if (token.kind === 'text' && token.text === name && schema) flow.propagation.edge(schema, place);
      });
    return place;
  };
  const shape = shapeOnce(flow, {
    part: (name, give) => {
      taints.part(data, name, (each) => {
        if (!isTaint(each)) give(each);
        else
          flow.decide(schemaOfPart(name), (token) => {
            pass({ flow, data: each }, token, give);
          });
      });
    },
    whole: (give) => {
      taints.whole(data, give);
    },
  });
  found(taints.shaped(data, shape));
}

/** `Type(() => Item)`: what the class lets through, of an object or of each of a list. */
export function passInstance(
  { taints, pass }: FilterSteps,
  ...[{ flow, data }, { site }, found]: Parameters<Step>
): void {
  const made = new FlowNode();
  const add = (token: Token): void => {
    if (isClass(token)) flow.propagation.add(made, token);
  };
  for (const value of site.args.slice(0, 1))
    flow.propagation.listen(value, (token) => {
      if (!(token instanceof ObjectToken) || !token.unit) return;
      flow.enter(token.unit);
      flow.propagation.listen(token.unit.returns, add);
    });
  const elements = listShape(taints, (give) => {
    flow.decide(made, (token) => {
      pass({ flow, data }, token, give);
    });
  });
  found(taints.shaped(data, shapeOnce(flow, elements)));
}
