import type { AnyNode, CallExpression, MemberExpression, NewExpression, Program } from 'acorn';
import { evaluatedText, parseScript } from '../../syntax/index.js';
import type { TreeWalk } from './tree-walk.js';
import { isConcatenation, stringOf, visitJoined, visitKey } from './visit-literals.js';

export function visitMember({ object, property, computed }: MemberExpression, walk: TreeWalk): void {
  walk.visit(object);
  visitKey(property, computed, walk);
}

/** `(0, x.name)(…)`: a call of another module's export. ECMAScript modules call it by its bare name. */
function isImportedCallee(node: AnyNode): boolean {
  if (node.type === 'ParenthesizedExpression') return isImportedCallee(node.expression);
  if (node.type !== 'SequenceExpression' || node.expressions.length !== 2) return false;
  const [zero, callee] = node.expressions;
  return (
    zero?.type === 'Literal' && callee?.type === 'MemberExpression' && callee.object.type === 'Identifier'
  );
}

/** The module that `require("x")` names, relative or not. */
function requiredModule({ callee, arguments: given }: CallExpression): string | null {
  return callee.type === 'Identifier' && callee.name === 'require' && given.length === 1
    ? stringOf(given[0])
    : null;
}

/** The data in `JSON.parse('{…}')`, which webpack writes for an imported JSON file; null for other calls. */
function embeddedData({ callee, arguments: given }: CallExpression): Program | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  const text = callee.object.name === 'JSON' && given.length === 1 ? stringOf(given[0]) : null;
  return text !== null && /^[[{]/.test(text) ? parseScript(`(${text})`) : null;
}

/** webpack and rspack end a module's text in `eval` with this. Other texts in `eval` are kept as texts. */
const EVALUATED_MODULE = '//# sourceURL=';

/** The module in the text that `eval` is given; null for other calls, and for `eval` inside such a module. */
function evaluatedModule(node: CallExpression, walk: TreeWalk): Program | null {
  const text = walk.isEmbedded ? null : evaluatedText(node);
  return text?.includes(EVALUATED_MODULE) ? parseScript(text) : null;
}

/** `n(123)`: webpack's `require`. */
function isNumberedModule({ callee, arguments: given }: CallExpression): boolean {
  const [only] = given;
  return (
    callee.type === 'Identifier' &&
    given.length === 1 &&
    only?.type === 'Literal' &&
    Number.isSafeInteger(only.value)
  );
}

function endCall({ arguments: { length }, start }: CallExpression | NewExpression, walk: TreeWalk): void {
  walk.operator(`call ${length}`, start);
}

/** Visits a method call: the object, the arguments, the method's name. */
function visitMethodCall(node: CallExpression, callee: MemberExpression, walk: TreeWalk): void {
  walk.visit(callee.object);
  for (const given of node.arguments) walk.visit(given);
  visitKey(callee.property, callee.computed, walk);
  endCall(node, walk);
}

function visitFunctionCall(node: CallExpression | NewExpression, walk: TreeWalk): void {
  if (!isImportedCallee(node.callee)) walk.visit(node.callee);
  for (const given of node.arguments) walk.visit(given);
  endCall(node, walk);
}

export function visitCall(node: CallExpression, walk: TreeWalk): void {
  const specifier = requiredModule(node);
  if (specifier !== null) walk.specifiers.add(specifier);
  // Bundlers replace both calls by one without arguments.
  if (specifier !== null || isNumberedModule(node)) return walk.operator('call 0', node.start);
  if (isConcatenation(node)) return visitJoined(node, walk);
  const embedded = embeddedData(node) ?? evaluatedModule(node, walk);
  if (embedded) return walk.inEmbedded(embedded, node.start);
  if (node.callee.type === 'MemberExpression') visitMethodCall(node, node.callee, walk);
  else visitFunctionCall(node, walk);
}

export function visitNew(node: NewExpression, walk: TreeWalk): void {
  visitFunctionCall(node, walk);
}
