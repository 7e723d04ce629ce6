import type { AnyNode } from 'acorn';

const LEAVING: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'ContinueStatement',
  'BreakStatement',
]);

/** Whether code after a statement does not run once it has run. */
export function leaves(statement: AnyNode): boolean {
  let last: AnyNode | undefined = statement;
  while (last?.type === 'BlockStatement') last = last.body.at(-1);
  return last !== undefined && LEAVING.has(last.type);
}

/** The expressions of a statement or of a sequence. */
export function expressionsOf(node: AnyNode): readonly AnyNode[] {
  const body = node.type === 'BlockStatement' ? node.body : [node];
  const expressions = body.map((each) => (each.type === 'ExpressionStatement' ? each.expression : each));
  return expressions.flatMap<AnyNode>((each) =>
    each.type === 'SequenceExpression' ? each.expressions : [each],
  );
}

/** What has run if code goes on after a statement: of `try`, its block, if what catches leaves. */
export function surelyRun(statement: AnyNode): readonly AnyNode[] {
  if (statement.type !== 'TryStatement') return [statement];
  const { block, handler } = statement;
  return handler && leaves(handler.body) ? block.body : [];
}
