import { FlowNode, ObjectToken, type Flow, type Unit } from '../../program/index.js';
import type { Schemas } from './schemas.js';
import { isTaint } from './taint.js';

/** Methods whose decorators let only a part of an event through. */
export class GuardedMethods {
  private readonly schemas: Schemas;
  /** What decorators let through, by the code of the method. */
  private readonly filters = new Map<Unit['node'], FlowNode>();

  constructor(schemas: Schemas) {
    this.schemas = schemas;
  }

  /** The values that the first parameter of a method takes: what its decorators let through. Null: all. */
  taken(flow: Flow, { node }: Unit, { at, value }: { readonly at: number; readonly value: FlowNode }) {
    const filter = at === 0 ? this.filters.get(node) : undefined;
    if (!filter) return null;
    const out = new FlowNode();
    flow.propagation.listen(value, (token) => {
      if (!isTaint(token)) flow.propagation.add(out, token);
      else
        flow.decide(filter, (schema) => {
          this.schemas.pass({ flow, data: token }, schema, (left) => {
            flow.propagation.add(out, left);
          });
        });
    });
    return out;
  }

  /** `@parser({ schema })`: the method gets what the schema lets through. */
  guard(flow: Flow, decorators: readonly FlowNode[], method: FlowNode): void {
    for (const decorator of decorators)
      flow.propagation.listen(decorator, (token) => {
        if (!this.schemas.isFilter(token)) return;
        flow.propagation.listen(method, (value) => {
          if (!(value instanceof ObjectToken) || !value.unit) return;
          const filter = this.filters.get(value.unit.node) ?? new FlowNode();
          this.filters.set(value.unit.node, filter);
          flow.propagation.add(filter, token);
        });
      });
  }
}
