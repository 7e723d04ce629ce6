import type { AnyNode, CallExpression, NewExpression, TaggedTemplateExpression } from 'acorn';
import { constructBase } from './bind-call.js';
import { bareNode } from '../scopes/bare-node.js';
import type { Flow, OpenCode } from './flow.js';
import { followMember } from './follow-member.js';
import { keep } from './known-code.js';
import { placeOf } from './native-methods.js';
import { ANY_NAME, FlowNode, ObjectToken, PLAIN, type CallSite, type Unit } from './value.js';
import type { Scope } from '../scopes/scope.js';

type Arguments = Pick<CallSite, 'args' | 'spreadFrom'>;

function argumentsOf(flow: Flow, given: readonly AnyNode[], scope: Scope<Unit>): Arguments {
  const spread = given.findIndex(({ type }) => type === 'SpreadElement');
  const args = given.map((node) => flow.valueAt(node.type === 'SpreadElement' ? node.argument : node, scope));
  return { args, spreadFrom: spread < 0 ? Infinity : spread };
}

/** `super(…)` runs the constructor of the base class on the same instance. */
function followSuper(flow: Flow, node: CallExpression, { scope }: OpenCode): void {
  const args = argumentsOf(flow, node.arguments, scope);
  const inside = scope.owner.argumentsOf ?? scope.owner;
  const seen = new Set<ObjectToken>();
  flow.propagation.listen(inside.receiver, (instance) => {
    if (!(instance instanceof ObjectToken) || seen.has(instance)) return;
    seen.add(instance);
    const base = baseAround(scope);
    if (base) constructBase(flow, base, { instance, args });
  });
}

/** The base of the class that code stands in. */
function baseAround(scope: Scope<Unit>): FlowNode | null {
  for (let at: Scope<Unit> | null = scope; at; at = at.parent)
    if (at.classBase) return at.classBase as FlowNode;
  return null;
}

/** Functions that are given together with `this` to a helper run with the same `this`: `__awaiter(this, …)`. */
function shareReceiver(flow: Flow, given: readonly AnyNode[], scope: Scope<Unit>): void {
  if (!given.some(({ type }) => type === 'ThisExpression')) return;
  for (const node of given)
    if (node.type === 'FunctionExpression') {
      const { unit } = flow.functionOf(node, scope);
      if (unit) flow.propagation.edge(scope.owner.receiver, unit.receiver);
    }
}

function calleeOf(flow: Flow, node: CallExpression | NewExpression, scope: Scope<Unit>): FlowNode {
  const callee = bareNode(node.callee);
  if (callee.type !== 'MemberExpression') return flow.valueAt(node.callee, scope);
  if (callee.object.type === 'Super') return superMember(flow, callee, scope);
  const out = new FlowNode();
  followMember(flow, callee, { node: callee, scope, out, isCalled: true });
  return out;
}

/** `super.method`: a method of the base, whose `this` is the instance. */
function superMember(flow: Flow, node: AnyNode & { type: 'MemberExpression' }, scope: Scope<Unit>): FlowNode {
  const out = new FlowNode();
  const { property } = node;
  if (property.type !== 'Identifier') return out;
  flow.propagation.listen(scope.owner.receiver, (receiver) => {
    if (!(receiver instanceof ObjectToken)) return;
    const base = baseAround(scope);
    if (!base) return;
    flow.propagation.listen(base, (above) => {
      if (!(above instanceof ObjectToken)) {
        flow.propagation.add(out, PLAIN);
        return;
      }
      const owner =
        receiver.form === 'class'
          ? above
          : ([...flow.properties.slot(above, 'prototype').tokens][0] ?? above);
      if (!(owner instanceof ObjectToken)) return;
      flow.propagation.edge(flow.properties.lookup(owner, property.name), out);
      flow.propagation.listen(flow.properties.lookup(owner, property.name), (method) => {
        if (method instanceof ObjectToken && method.unit)
          flow.propagation.add(method.unit.receiver, receiver);
      });
    });
  });
  return out;
}

function follow(flow: Flow, node: CallExpression | NewExpression, code: OpenCode): void {
  const { scope } = code;
  const out = code.out ?? new FlowNode();
  shareReceiver(flow, node.arguments, scope);
  flow.call({
    node,
    scope,
    isNew: node.type === 'NewExpression',
    callee: calleeOf(flow, node, scope),
    given: node.arguments,
    ...argumentsOf(flow, node.arguments, scope),
    result: out,
  });
}

export function followCall(flow: Flow, node: CallExpression, code: OpenCode): void {
  if (node.callee.type === 'Super') followSuper(flow, node, code);
  else follow(flow, node, code);
}

export function followNew(flow: Flow, node: NewExpression, code: OpenCode): void {
  follow(flow, node, code);
}

/** `tag`a ${b}``: a function of the program is called with the list of texts, and with the values between them. */
export function followTag(flow: Flow, node: TaggedTemplateExpression, { scope, out }: OpenCode): void {
  const { tag, quasi } = node;
  flow.valueAt(quasi, scope);
  const texts = keep(flow.arrays, node, () => new ObjectToken('array'));
  for (const { value } of quasi.quasis)
    flow.propagation.add(flow.properties.slot(texts, ANY_NAME), flow.text(value.cooked ?? ''));
  const args = [placeOf(flow, texts), ...argumentsOf(flow, quasi.expressions, scope).args];
  const given = [quasi, ...quasi.expressions];
  const [callee, result] = [new FlowNode(), out ?? new FlowNode()];
  // Tags of packages escape their values themselves.
  flow.propagation.listen(flow.valueAt(tag, scope), (token) => {
    if (!(token instanceof ObjectToken) || !token.unit) return;
    if (callee.tokens.size === 0)
      flow.call({ node, scope, isNew: false, callee, given, args, spreadFrom: Infinity, result });
    flow.propagation.add(callee, token);
  });
  if (out) flow.propagation.add(out, PLAIN);
}
