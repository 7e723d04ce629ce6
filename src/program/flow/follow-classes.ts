import type { MethodDefinition, PropertyDefinition } from 'acorn';
import { Scope } from '../scopes/scope.js';
import { storeProperty } from './assign-pattern.js';
import type { Flow, OpenCode } from './flow.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { ANY_NAME, FlowNode, ObjectToken, type ClassFacts, type Unit, type ClassNode } from './value.js';

/** The code of a class that is no method: its fields, or its static blocks. */
function unitOf(node: ClassNode, scope: Scope<Unit>): Unit {
  return {
    node,
    file: scope.owner.file,
    outer: scope,
    receiver: new FlowNode(),
    returns: new FlowNode(),
    params: [],
    anyArgument: new FlowNode(),
    argumentsOf: null,
    context: scope.owner.context,
    isLive: false,
  };
}

function methodSlot(flow: Flow, owner: ObjectToken, member: MethodDefinition | PropertyDefinition): FlowNode {
  return flow.properties.slot(owner, nameOfKey(member) ?? ANY_NAME);
}

function addMethod(flow: Flow, member: MethodDefinition, { owner, scope }: Place): void {
  const token = flow.functionOf(member.value, scope);
  const slot = methodSlot(flow, owner, member);
  if (owner.maker) flow.classOf.set(token, owner.maker);
  if (member.kind === 'get' && token.unit) flow.propagation.add(slot, { kind: 'accessor', unit: token.unit });
  else if (member.kind === 'set') {
    // What code assigns to the property is the setter's argument.
    flow.enter(token.unit as Unit);
    const [param] = token.unit?.params ?? [];
    if (param) flow.propagation.edge(slot, param);
  } else flow.propagation.add(slot, token);
}

interface Place {
  readonly owner: ObjectToken;
  readonly scope: Scope<Unit>;
}

/** Fields get their values when an instance is made, static ones at once. */
export function runFields(flow: Flow, unit: Unit, isStatic: boolean): void {
  const { node, outer } = unit;
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
  const scope = new Scope<Unit>(outer, unit);
  for (const member of node.body.body) {
    if (member.type === 'PropertyDefinition') {
      if (member.static === isStatic) runField(flow, member, { unit, scope });
    } else if (member.type === 'StaticBlock' && isStatic)
      for (const statement of member.body) flow.run(statement, scope);
  }
}

function runField(flow: Flow, member: PropertyDefinition, { unit, scope }: FieldPlace): void {
  if (!member.value) return;
  const value = flow.valueAt(member.value, scope);
  storeProperty(flow, unit.receiver, { name: nameOfKey(member) ?? ANY_NAME, value });
}

interface FieldPlace {
  readonly unit: Unit;
  readonly scope: Scope<Unit>;
}

/** Methods of instances are not followed of classes whose code is not. */
function isFollowed(flow: Flow, token: ObjectToken, member: MethodDefinition): boolean {
  return member.kind !== 'constructor' && (member.static || !flow.opaque.has(token));
}

function addMembers(flow: Flow, token: ObjectToken, scope: Scope<Unit>): void {
  const { facts } = token;
  const prototype = [...flow.properties.slot(token, 'prototype').tokens][0];
  if (!facts || !(prototype instanceof ObjectToken)) return;
  for (const member of facts.node.body.body) {
    if (member.type === 'StaticBlock') continue;
    if (member.computed) flow.valueAt(member.key, scope);
    if (member.type === 'MethodDefinition' && isFollowed(flow, token, member))
      addMethod(flow, member, { owner: member.static ? token : prototype, scope });
  }
  const statics = unitOf(facts.node, scope);
  flow.propagation.add(statics.receiver, token);
  statics.isLive = true;
  runFields(flow, statics, true);
}

function baseOf(flow: Flow, token: ObjectToken, base: FlowNode): void {
  const prototype = [...flow.properties.slot(token, 'prototype').tokens][0];
  flow.propagation.listen(base, (above) => {
    flow.propagation.add(token.prototypes, above);
    if (!(prototype instanceof ObjectToken)) return;
    if (above instanceof ObjectToken)
      flow.propagation.edge(flow.properties.lookup(above, 'prototype'), prototype.prototypes);
    else flow.propagation.add(prototype.prototypes, above);
  });
}

function followBase(flow: Flow, token: ObjectToken, scope: Scope<Unit>): void {
  const { base, node } = token.facts ?? {};
  if (!base || !node?.superClass) return;
  flow.propagation.edge(flow.valueAt(node.superClass, scope), base);
  baseOf(flow, token, base);
}

function howFollowed(flow: Flow, token: ObjectToken): 'all' | 'base' | 'nothing' {
  return flow.domain.define?.(flow, token) ?? 'all';
}

/** Follows a class: its base, its methods as properties of its prototype, its static members. */
export function followClass(flow: Flow, node: ClassNode, { scope, out }: OpenCode): void {
  const inner = new Scope<Unit>(scope, scope.owner);
  const token = new ObjectToken('class');
  token.site = node;
  if (node.id) flow.propagation.add(flow.variable(inner.declare(node.id.name)), token);
  const variable = node.id && node.type === 'ClassDeclaration' ? scope.find(node.id.name) : null;
  if (variable) flow.propagation.add(flow.variable(variable), token);
  if (out) flow.propagation.add(out, token);
  const constructing = node.body.body.find(
    (member): member is MethodDefinition =>
      member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  const prototype = new ObjectToken('prototype');
  prototype.maker = token;
  flow.propagation.add(flow.properties.slot(token, 'prototype'), prototype);
  const base = node.superClass ? new FlowNode() : null;
  inner.classBase = base;
  const facts: ClassFacts = {
    node,
    scope: inner,
    base,
    constructing: constructing ? flow.functionOf(constructing.value, inner).unit : null,
    fields: unitOf(node, inner),
  };
  token.facts = facts;
  const followed = howFollowed(flow, token);
  if (followed !== 'all') flow.opaque.add(token);
  if (followed !== 'nothing') followBase(flow, token, scope);
  addMembers(flow, token, inner);
}
