import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import type { Flow, OpenCode } from './flow.js';
import { PLAIN } from './value.js';

/** How kinds of nodes are followed. A kind that is missing has no values of its own: its parts are visited. */
export type Followers = {
  readonly [Kind in AnyNode['type']]?: (
    flow: Flow,
    node: Extract<AnyNode, { readonly type: Kind }>,
    code: OpenCode,
  ) => void;
};

const EXPRESSION = /Expression$|^(?:Identifier|Literal|TemplateLiteral|Super|MetaProperty)$/;

export function isExpression({ type }: AnyNode): boolean {
  return EXPRESSION.test(type);
}

/** Follows a part of code whose value is not needed. */
export function visit(flow: Flow, node: AnyNode, code: Pick<OpenCode, 'scope'>): void {
  if (isExpression(node)) flow.valueAt(node, code.scope);
  else flow.run(node, code.scope);
}

/** Follows all parts of a node. Its own value is data. */
export function visitParts(flow: Flow, code: OpenCode): void {
  if (code.out) flow.propagation.add(code.out, PLAIN);
  eachChild(code.node, (child) => {
    visit(flow, child, code);
  });
}
