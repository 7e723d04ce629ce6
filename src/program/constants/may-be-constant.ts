import type { AnyNode, CallExpression } from 'acorn';

/** Kinds of expressions whose values are never known. */
const NEVER: ReadonlySet<AnyNode['type']> = new Set<AnyNode['type']>([
  'ThisExpression',
  'Super',
  'AwaitExpression',
  'YieldExpression',
  'ImportExpression',
  'MetaProperty',
  'ClassExpression',
]);

/** `path.join(…)`, which gives a path of which a part may be known. */
function isJoin({ callee }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return callee.property.name === 'join' || callee.property.name === 'resolve';
}

/** Whether an expression may have a known value, by the names that it begins with. @param knows whether a name may have one. */
export function mayBeConstant(node: AnyNode, knows: (name: string) => boolean): boolean {
  let at = node;
  for (;;) {
    if (at.type === 'CallExpression') {
      if (isJoin(at)) return true;
      at = at.callee;
    } else if (at.type === 'MemberExpression') at = at.object;
    else if (at.type === 'BinaryExpression') {
      if (!mayBeConstant(at.right, knows)) return false;
      at = at.left;
    } else return at.type === 'Identifier' ? knows(at.name) : !NEVER.has(at.type);
  }
}
