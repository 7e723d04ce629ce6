import type { AnyNode, AssignmentExpression, ObjectExpression } from 'acorn';
import type { Scope } from '../scopes/scope.js';
import { assignPattern, storeProperty, storeUnderKey } from './assign-pattern.js';
import { bareNode } from '../scopes/bare-node.js';
import { elementsOf, inherit } from './elements.js';
import type { Flow, OpenCode } from './flow.js';
import { followCall, followNew, followTag } from './follow-calls.js';
import { followClass } from './follow-classes.js';
import { followMember } from './follow-member.js';
import { addedParts, isOfBits, joinTexts, mixParts, templateParts } from './join-texts.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { ANY_NAME, FlowNode, NOTHING, ObjectToken, PLAIN, type Unit } from './value.js';
import { variableAt } from './read-value.js';
import { visitParts, type Followers } from './visit-parts.js';

type ReadCode = OpenCode & { readonly out: FlowNode };

/** Lets the values of a part of an expression be values of the expression. */
function passOn(flow: Flow, parts: readonly (AnyNode | null | undefined)[], { scope, out }: OpenCode): void {
  for (const part of parts) {
    if (!part) continue;
    const value = flow.valueAt(part, scope);
    if (out) flow.propagation.edge(value, out);
  }
}

/** Lets the texts of a place, and what no code computes, flow to another. A text of data is joined. */
function passTexts(flow: Flow, from: FlowNode, to: FlowNode): void {
  flow.propagation.listen(from, (token) => {
    if (token.kind !== 'mark') flow.propagation.add(to, token);
  });
}

function readVariable(flow: Flow, variable: FlowNode, { node, scope, out }: ReadCode): void {
  if (!flow.domain.readName?.(flow, variable, { out, place: { node, scope } }))
    flow.propagation.edge(variable, out);
}

function followName(flow: Flow, name: string, code: OpenCode): void {
  const { scope, out } = code;
  if (!out) return;
  const variable = variableAt(flow, { name, node: code.node, scope });
  if (variable) readVariable(flow, variable, { node: code.node, scope, out });
  else if (name === 'arguments' && scope.owner.argumentsOf) {
    const list = new ObjectToken('array');
    flow.propagation.edge(scope.owner.argumentsOf.anyArgument, flow.properties.slot(list, ANY_NAME));
    flow.propagation.add(out, list);
  } else flow.propagation.add(out, name === 'undefined' ? NOTHING : flow.outside('', [name]));
}

/** `to[key] = from[key]` in a loop copies the properties of an object: it then inherits them. */
function copies({ left, right }: AssignmentExpression): boolean {
  const from = bareNode(right);
  if (left.type !== 'MemberExpression' || from.type !== 'MemberExpression') return false;
  const [a, b] = [left.property, from.property];
  return (
    left.computed && from.computed && a.type === 'Identifier' && b.type === 'Identifier' && a.name === b.name
  );
}

function inheritCopied(flow: Flow, node: AssignmentExpression, scope: Scope<Unit>): void {
  const [left, from] = [node.left, bareNode(node.right)];
  if (copies(node) && left.type === 'MemberExpression' && from.type === 'MemberExpression')
    inherit(flow, flow.valueAt(from.object, scope), flow.valueAt(left.object, scope));
}

const ASSIGNING: ReadonlySet<string> = new Set(['=', '||=', '??=', '&&=']);

function followAssignment(flow: Flow, node: AssignmentExpression, code: OpenCode): void {
  const { left, right, operator } = node;
  const { scope, out } = code;
  inheritCopied(flow, node, scope);
  const value = flow.valueAt(right, scope);
  flow.domain.assigned?.(flow, { node, scope, value });
  if (out) flow.propagation.edge(value, out);
  if (operator === '+=') {
    const joined = flow.variableOf(node);
    flow.domain.join?.(flow, addedParts(flow, { left, right }, scope), joined);
    assignPattern(flow, { pattern: left, scope, value: joined });
  }
  if (ASSIGNING.has(operator)) {
    assignPattern(flow, { pattern: left, scope, value });
    if (operator !== '=' && out) flow.propagation.edge(flow.valueAt(left, scope), out);
  }
}

/** `export const a = 1` of an object: one property, and the functions that get and set it. */
function addProperty(
  flow: Flow,
  token: ObjectToken,
  {
    property,
    scope,
  }: { readonly property: ObjectExpression['properties'][number]; readonly scope: Scope<Unit> },
): void {
  if (property.type === 'SpreadElement') {
    const from = flow.valueAt(property.argument, scope);
    flow.propagation.listen(from, (above) => {
      flow.propagation.add(token.prototypes, above);
    });
    return;
  }
  const object = new FlowNode();
  flow.propagation.add(object, token);
  const name = nameOfKey(property);
  const { value: given } = property;
  if (property.kind === 'get' && given.type === 'FunctionExpression') {
    const { unit } = flow.functionOf(given, scope);
    const value = new FlowNode();
    if (unit) flow.propagation.add(value, { kind: 'accessor', unit });
    storeProperty(flow, object, { name: name ?? ANY_NAME, value });
    return;
  }
  const value = flow.valueAt(given, scope);
  if (name !== null) {
    storeProperty(flow, object, { name, value });
    return;
  }
  storeUnderKey(flow, object, { key: flow.valueAt(property.key, scope), value });
}

/** `this && this.__importDefault`: a helper of TypeScript that another one may have put there before. The code has its own behind it. */
function isOtherHelper(node: AnyNode): boolean {
  const left = bareNode(node);
  if (left.type !== 'LogicalExpression' || left.left.type !== 'ThisExpression') return false;
  const { right } = left;
  return (
    right.type === 'MemberExpression' &&
    right.object.type === 'ThisExpression' &&
    right.property.type === 'Identifier' &&
    right.property.name.startsWith('__')
  );
}

export const EXPRESSIONS: Followers = {
  Identifier: (flow, { name }, code) => {
    followName(flow, name, code);
  },
  Literal: (flow, node, { scope, out }) => {
    const { value } = node;
    if (typeof value === 'string') {
      if (out) flow.propagation.add(out, flow.text(value));
      flow.domain.text?.(value, { node, scope });
    } else if (out) {
      const plain = value === null && node.raw === 'null' ? NOTHING : PLAIN;
      flow.propagation.add(out, flow.domain.pattern?.(node) ?? plain);
    }
  },
  UnaryExpression: (flow, { operator, argument }, { scope, out }) => {
    flow.valueAt(argument, scope);
    if (out) flow.propagation.add(out, operator === 'void' ? NOTHING : PLAIN);
  },
  TemplateLiteral: (flow, node, code) => {
    const { quasis, expressions } = node;
    const [first] = quasis;
    const parts = templateParts(flow, node, code.scope);
    if (!code.out) return;
    flow.domain.join?.(flow, parts, code.out);
    const isText = expressions.length === 0 && first;
    flow.propagation.add(code.out, isText ? flow.text(first.value.cooked ?? '') : PLAIN);
    // `${process.env.TABLE}` is the variable's value.
    const isBare = quasis.every(({ value }) => value.raw === '');
    const [value] = isBare && expressions.length === 1 ? parts : [];
    if (value) passTexts(flow, value.value, code.out);
  },
  ThisExpression: (flow, _node, { scope, out }) => {
    if (out) flow.propagation.edge(scope.owner.receiver, out);
  },
  Super: () => undefined,
  FunctionExpression: (flow, node, { scope, out }) => {
    if (out) flow.propagation.add(out, flow.functionOf(node, scope));
  },
  ArrowFunctionExpression: (flow, node, { scope, out }) => {
    if (out) flow.propagation.add(out, flow.functionOf(node, scope));
  },
  ClassExpression: followClass,
  ClassDeclaration: followClass,
  MemberExpression: followMember,
  CallExpression: followCall,
  NewExpression: followNew,
  TaggedTemplateExpression: followTag,
  AssignmentExpression: followAssignment,
  LogicalExpression: (flow, { left, right, operator }, code) => {
    // `a && b` is `a` only where that is empty.
    const isTest = operator === '&&' || isOtherHelper(left);
    if (isTest) flow.valueAt(left, code.scope);
    passOn(flow, isTest ? [right] : [left, right], code);
  },
  ConditionalExpression: (flow, { test, consequent, alternate }, code) => {
    flow.valueAt(test, code.scope);
    passOn(flow, [consequent, alternate], code);
  },
  SequenceExpression: (flow, { expressions }, code) => {
    for (const each of expressions) flow.valueAt(each, code.scope);
    passOn(flow, [expressions.at(-1)], code);
  },
  AwaitExpression: (flow, { argument }, code) => {
    passOn(flow, [argument], code);
  },
  YieldExpression: (flow, { argument }, code) => {
    if (argument) flow.propagation.edge(flow.valueAt(argument, code.scope), code.scope.owner.returns);
    passOn(flow, [argument], code);
    if (code.out) flow.propagation.add(code.out, PLAIN);
  },
  ChainExpression: (flow, { expression }, code) => {
    passOn(flow, [expression], code);
  },
  ParenthesizedExpression: (flow, { expression }, code) => {
    passOn(flow, [expression], code);
  },
  BinaryExpression: (flow, node, code) => {
    visitParts(flow, code);
    if (node.operator === '+') joinTexts(flow, node, code);
    else if (isOfBits(node)) mixParts(flow, node, code);
  },
  ObjectExpression: (flow, node, { scope, out }) => {
    const token = new ObjectToken('literal');
    token.site = node;
    flow.properties.open(token);
    for (const property of node.properties) addProperty(flow, token, { property, scope });
    if (out) flow.propagation.add(out, token);
  },
  ArrayExpression: (flow, node, { scope, out }) => {
    const token = new ObjectToken('array');
    token.site = node;
    for (const [at, element] of node.elements.entries()) {
      if (element?.type === 'SpreadElement')
        elementsOf(flow, flow.valueAt(element.argument, scope), flow.properties.slot(token, ANY_NAME));
      else if (element)
        flow.propagation.edge(flow.valueAt(element, scope), flow.properties.slot(token, String(at)));
    }
    if (out) flow.propagation.add(out, token);
  },
};
