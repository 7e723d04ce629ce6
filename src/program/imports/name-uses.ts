import type { AnyNode } from 'acorn';

/** A node with its place. */
export interface Visit {
  readonly node: AnyNode;
  readonly parent: AnyNode | null;
  readonly isDeferred: boolean;
}

/** Whether a function runs where it is written: `(() => …)()`, `(function () {…}).call(this)`. */
export function isCalledAtOnce(parent: AnyNode | null, node: AnyNode): boolean {
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return parent.callee === node;
  return parent?.type === 'MemberExpression' && parent.object === node;
}

/** Whether an identifier is a name that stands for nothing: a member's or a key. */
export function isLabel({ node, parent }: Visit): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed;
    default:
      return false;
  }
}

/** Whether an identifier is bound or assigned there, and not read. */
export function isBound({ node, parent }: Visit): boolean {
  if (!parent) return false;
  if (parent.type === 'VariableDeclarator') return parent.id === node;
  if (parent.type === 'AssignmentExpression') return parent.left === node;
  return 'params' in parent && (parent.params as readonly AnyNode[]).includes(node);
}

/** Whether a use of `require` as a value loads nothing: `typeof require`, `require.cache`, a call. */
export function isPlainUse({ node, parent }: Visit): boolean {
  switch (parent?.type) {
    case 'CallExpression':
      return parent.callee === node;
    case 'MemberExpression':
      return parent.object === node;
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'IfStatement':
      return true;
    default:
      return false;
  }
}

/** `name = require`, `name = createRequire(…)`: calls of the name count as imports. */
export function isNamed({ node, parent }: Visit, names: ReadonlySet<string>): boolean {
  const target =
    parent?.type === 'VariableDeclarator' && parent.init === node
      ? parent.id
      : parent?.type === 'AssignmentExpression' && parent.right === node
        ? parent.left
        : null;
  return target?.type === 'Identifier' && (names.has(target.name) || target.name === 'require');
}

/** Whether calls of what `createRequire(…)` returns are seen: it has a known name, or is called or read at once. */
export function isKnownMaker(parent: AnyNode | null, node: AnyNode, names: ReadonlySet<string>): boolean {
  if (isNamed({ node, parent, isDeferred: false }, names)) return true;
  if (parent?.type === 'CallExpression') return parent.callee === node;
  return parent?.type === 'MemberExpression' || parent?.type === 'ExpressionStatement';
}
