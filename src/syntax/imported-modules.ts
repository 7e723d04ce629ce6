import type { AnyNode, CatchClause, Program, TryStatement } from 'acorn';
import { eachChild } from './node-kinds.js';
import { otherRequires } from './other-requires.js';
import { parseScript } from './parse-script.js';

/** The text of a string literal, or of a template without expressions. */
export function textOf(node: AnyNode | null | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type !== 'TemplateLiteral' || node.quasis.length !== 1) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

/** `require`, and a method of this name: `module.require`. */
function isRequire(callee: AnyNode): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  return callee.property.type === 'Identifier' && callee.property.name === 'require';
}

/** The start of `"a/" + b`: a path below the package is made of it. */
function startOf(node: AnyNode | undefined): string | null {
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return textOf(node);
  const text = startOf(node.left);
  return text?.includes('/') ? text : null;
}

function specifierOf(node: AnyNode, others: ReadonlySet<AnyNode>): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return textOf(node.source);
    case 'ImportExpression':
      return startOf(node.source);
    case 'CallExpression':
      return isRequire(node.callee) || others.has(node) ? startOf(node.arguments[0]) : null;
    default:
      return null;
  }
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** `process.exit(…)` */
function isExit(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return node.property.name === 'exit' || node.property.name === 'abort';
}

/** A handler of more nodes does more than to note that something is not there. */
const MAX_HANDLER = 200;

/** Whether a handler leaves it at that: it neither ends the program nor, if that matters, the function. */
function carriesOn(handler: CatchClause, mayReturn: boolean): boolean {
  const open: AnyNode[] = [handler.body];
  let seen = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    seen += 1;
    if (seen > MAX_HANDLER || node.type === 'ThrowStatement' || isExit(node)) return false;
    if (node.type === 'ReturnStatement' && !mayReturn) return false;
    if (!FUNCTIONS.has(node.type)) eachChild(node, (child) => open.push(child));
  }
  return true;
}

/**
 * Whether it is only tried whether something is there: whatever is done, nothing happens when it fails; or a single statement is
 * made up for. A function that answers with an error when it fails needs what it imports.
 */
function isAttempt({ block, handler }: TryStatement): boolean {
  if (!handler) return false;
  const [only, ...more] = block.body;
  if (handler.body.body.length === 0) return true;
  return more.length === 0 && carriesOn(handler, only?.type === 'ReturnStatement');
}

/** Whether code goes on when a child fails: it is an attempt, or it is the promise of `import("x").catch(…)`. */
function isCaught(parent: AnyNode, child: AnyNode): boolean {
  if (parent.type === 'TryStatement') return child === parent.block && isAttempt(parent);
  if (parent.type !== 'MemberExpression' || child.type !== 'ImportExpression') return false;
  return parent.property.type === 'Identifier' && parent.property.name === 'catch';
}

/** The text that is handed to `eval` as code: webpack writes modules so (`devtool: 'eval'`). Null where none is. */
export function evaluatedText(node: AnyNode): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'eval')
    return null;
  return textOf(node.arguments[0]);
}

/**
 * What a script imports: specifier → whether all imports of it are in places where the code goes on without it. A loop and
 * not a recursion: scanned code may nest as deep as it likes.
 * @param names other names that `require` may have: see `requireNames`.
 */
export function importedModules(
  program: Program,
  names: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, boolean> {
  const others = otherRequires(program, names);
  const found = new Map<string, boolean>();
  const open: { node: AnyNode; isTried: boolean }[] = [{ node: program, isTried: false }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { node, isTried } = visit;
    const specifier = specifierOf(node, others);
    if (specifier !== null) found.set(specifier, isTried && (found.get(specifier) ?? true));
    const text = evaluatedText(node);
    const inner = text === null ? null : parseScript(text);
    if (inner) open.push({ node: inner, isTried });
    const goesOn = isTried && !FUNCTIONS.has(node.type);
    eachChild(node, (child) => open.push({ node: child, isTried: goesOn || isCaught(node, child) }));
  }
  return found;
}
