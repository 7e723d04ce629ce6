import type { AnyNode } from 'acorn';

/** The node inside brackets, `?.` and `(0, …)`. */
export function bareNode(node: AnyNode): AnyNode {
  let inner = node;
  for (;;) {
    if (inner.type === 'ChainExpression' || inner.type === 'ParenthesizedExpression')
      inner = inner.expression;
    else if (inner.type === 'SequenceExpression') inner = inner.expressions.at(-1) ?? inner;
    else return inner;
  }
}
