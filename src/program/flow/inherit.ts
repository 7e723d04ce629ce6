import type { Flow } from './flow.js';
import { ObjectToken, type FlowNode } from './value.js';

/** Lets the objects of a place inherit the properties of those of another. */
export function inherit(flow: Flow, from: FlowNode, to: FlowNode): void {
  flow.propagation.listen(to, (token) => {
    if (!(token instanceof ObjectToken)) return;
    flow.propagation.listen(from, (above) => {
      if (above !== token) flow.propagation.add(token.prototypes, above);
    });
  });
}
