import { declaredNames, declareVars } from '../scopes/declare-names.js';
import { Scope } from '../scopes/scope.js';
import { assignPattern } from './assign-pattern.js';
import type { Flow } from './flow.js';
import { runFields } from './follow-classes.js';
import { runBody } from './follow-statements.js';
import { ANY_NAME, FlowNode, ObjectToken, type Unit, type ClassNode, type FunctionNode } from './value.js';

/** The parameters of a function get the values of its arguments. */
function enterParameters(flow: Flow, unit: Unit, scope: Scope<Unit>): void {
  const { params } = unit.node as FunctionNode;
  for (const pattern of params) for (const name of declaredNames(pattern)) scope.declare(name);
  for (const [at, pattern] of params.entries()) {
    const given = unit.params[at];
    if (!given) continue;
    const value = flow.domain.taken?.(flow, unit, { at, value: given }) ?? given;
    if (pattern.type !== 'RestElement') {
      assignPattern(flow, { pattern, scope, value });
      continue;
    }
    const rest = new ObjectToken('array');
    flow.propagation.edge(unit.anyArgument, flow.properties.slot(rest, ANY_NAME));
    const list = new FlowNode();
    flow.propagation.add(list, rest);
    assignPattern(flow, { pattern: pattern.argument, scope, value: list });
  }
  flow.domain.parameters?.(flow, unit, scope);
}

function isClass(node: Unit['node']): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** Starts to follow the code of a function, or of the fields of a class. */
export function enterUnit(flow: Flow, unit: Unit): void {
  const { node, outer } = unit;
  if (isClass(node)) {
    runFields(flow, unit, false);
    return;
  }
  if (node.type === 'Program') return;
  const scope = new Scope<Unit>(outer, unit);
  if (node.type === 'FunctionExpression' && node.id && outer)
    flow.propagation.add(flow.variable(scope.declare(node.id.name)), flow.functionOf(node, outer));
  enterParameters(flow, unit, scope);
  const { body } = node;
  if (body.type === 'BlockStatement') {
    declareVars(scope, body);
    if (flow.domain.enter?.(flow, unit, scope) ?? true) runBody(flow, body.body, scope);
  } else flow.propagation.edge(flow.valueAt(body, scope), unit.returns);
}
