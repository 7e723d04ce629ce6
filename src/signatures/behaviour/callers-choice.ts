import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import {
  bareNode,
  declaredNames,
  isFunctionNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type Token,
  type Unit,
} from '../../program/index.js';
import { markOf } from './marks.js';

/** Whether code gives a name another value. */
function isChanged(code: AnyNode, name: string): boolean {
  const open: AnyNode[] = [code];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'AssignmentExpression' && node.left.type !== 'MemberExpression')
      if (declaredNames(node.left).includes(name)) return true;
    eachChild(node, (child) => open.push(child));
  }
  return false;
}

/** Whether a value may come from a caller outside of the program. */
function isForeign(token: Token): boolean {
  const mark = markOf(token);
  return token.kind === 'plain' || token.kind === 'unknown' || (mark?.is === 'taken' && mark.hooked !== '');
}

/** What a call calls, with the object whose method it is: `load.call(null, url)`. */
function calledPlaces(flow: Flow, { node, scope, callee }: CallSite): FlowNode[] {
  const called = node.type === 'CallExpression' ? bareNode(node.callee) : node;
  return called.type === 'MemberExpression' ? [callee, flow.valueAt(called.object, scope)] : [callee];
}

/** Whether one of some calls calls a function, or hands it to something that may. */
function isUsed(flow: Flow, { node }: Unit, sites: Iterable<CallSite>): boolean {
  const isUnit = (token: Token): boolean => token instanceof ObjectToken && token.unit?.node === node;
  for (const site of sites)
    if ([...calledPlaces(flow, site), ...site.args].some(({ tokens }) => [...tokens].some(isUnit)))
      return true;
  return false;
}

/** Characters before a function that are read to tell what it is. */
const BEFORE = 80;
/** Constructors and accessors: code runs them without a call of their name. */
const RUN_UNNAMED = /\b(?:constructor|construct|apply|set|get|has)(?:\s+[\w$#]{1,60})?\s*:?\s*$/;

function runsUnnamed(flow: Flow, { file, node: { start } }: Unit): boolean {
  return RUN_UNNAMED.test((flow.sources.get(file) ?? '').slice(Math.max(0, start - BEFORE), start));
}

/** The function whose parameter a call is given first, if code gives that no other value. */
function choosing(flow: Flow, { given: [first], scope }: CallSite): Unit | null {
  const name = first?.type === 'Identifier' ? first.name : '';
  const [unit, variable] = [scope.ownerOf(name), scope.find(name)];
  if (!unit || !variable || !isFunctionNode(unit.node) || isChanged(unit.node, name)) return null;
  const isParameter = unit.node.params.some((each) => each.type === 'Identifier' && each.name === name);
  return isParameter && [...flow.variable(variable).tokens].every(isForeign) ? unit : null;
}

/**
 * Whether callers of the program alone choose where a call takes something: its first argument is the parameter of a function that the program
 * itself never calls. @param sites all calls of the program.
 */
export function isCallersChoice(flow: Flow, site: CallSite, sites: Iterable<CallSite>): boolean {
  const unit = choosing(flow, site);
  return unit !== null && !runsUnnamed(flow, unit) && !isUsed(flow, unit, sites);
}
