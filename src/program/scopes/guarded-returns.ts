import type { AnyNode, Identifier, ReturnStatement } from 'acorn';
import { bareNode } from './bare-node.js';

/** `const self = this;`: the names that a function's first level gives its object. */
function namesOfThis(statements: readonly AnyNode[]): Set<string> {
  const declared = statements.flatMap((each) =>
    each.type === 'VariableDeclaration' ? each.declarations : [],
  );
  const names = declared.filter(
    ({ id, init }) => id.type === 'Identifier' && init?.type === 'ThisExpression',
  );
  return new Set(names.map(({ id }) => (id as Identifier).name));
}

/** Whether a condition is `!(this instanceof Big)` or `!new.target`: code calls the function `Big` without `new`. */
function isGuard(test: AnyNode, name: string, self: ReadonlySet<string>): boolean {
  const node = bareNode(test);
  if (node.type !== 'UnaryExpression' || node.operator !== '!') return false;
  const inner = bareNode(node.argument);
  if (inner.type === 'MetaProperty') return inner.meta.name === 'new';
  if (inner.type !== 'BinaryExpression' || inner.operator !== 'instanceof') return false;
  const { left, right } = inner;
  const isThis = left.type === 'ThisExpression' || (left.type === 'Identifier' && self.has(left.name));
  return isThis && right.type === 'Identifier' && right.name === name;
}

/** The statements by which a constructor function returns only where it is called without `new`. */
export function guardedReturns({
  body,
  id,
}: {
  readonly body: AnyNode;
  readonly id?: Identifier | null;
}): ReadonlySet<ReturnStatement> {
  const statements = body.type === 'BlockStatement' ? body.body : [];
  const self = namesOfThis(statements);
  const guarded = statements.flatMap((each): readonly AnyNode[] => {
    if (each.type !== 'IfStatement' || !isGuard(each.test, id?.name ?? '', self)) return [];
    return each.consequent.type === 'BlockStatement' ? each.consequent.body : [each.consequent];
  });
  return new Set(guarded.filter((each) => each.type === 'ReturnStatement'));
}
