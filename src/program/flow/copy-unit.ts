import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild, textOf } from '../../syntax/index.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { Context, FlowNode, isFunctionNode, type CallSite, type FunctionNode, type Unit } from './value.js';

/** Calls inside each other that are followed on their own. */
const DEEPEST = 3;

/** Whether a node chooses a property by a name: `object[name]`, or `defineProperty(object, name, …)`. */
function chosenBy(node: AnyNode): AnyNode | null {
  if (node.type === 'MemberExpression') return node.computed ? node.property : null;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { property } = node.callee;
  const isDefinition = property.type === 'Identifier' && property.name === 'defineProperty';
  return isDefinition ? (node.arguments[1] ?? null) : null;
}

/** Indexes of the parameters by which a function chooses properties. */
function findNameParameters({ params, body }: FunctionNode): number[] {
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : null));
  const found = new Set<number>();
  const open: AnyNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    const key = chosenBy(node);
    const at = key?.type === 'Identifier' ? names.indexOf(key.name) : -1;
    if (at >= 0) found.add(at);
    eachChild(node, (child) => open.push(child));
  }
  return [...found];
}

function nameParameters(flow: Flow, { node }: Unit): readonly number[] {
  const isShort = node.end - node.start <= limitOf('copied-code');
  return keep(flow.nameParameters, node, () => (isShort ? findNameParameters(node as FunctionNode) : []));
}

/**
 * The unit that a call runs. A short function that chooses a property by an argument is followed once for each call with a name in the
 * code: `exporter('a', a)` and `exporter('b', b)` do not put `a` under `b`.
 */
export function unitAt(flow: Flow, unit: Unit, { node, scope, given }: CallSite): Unit {
  const { context } = scope.owner;
  if (!isFunctionNode(unit.node)) return unit;
  const around = copyAround(unit, context);
  if (around) return around;
  if (context.depth >= DEEPEST) return unit;
  const isNamed = nameParameters(flow, unit).some((at) => {
    const argument = given[at];
    return argument && (textOf(argument) !== null || (context.depth > 0 && argument.type === 'Identifier'));
  });
  if (!isNamed) return unit;
  const ofCaller = keep(flow.copies, unit, () => new Map<Context, Map<AnyNode, Unit>>());
  const copies = keep(ofCaller, context, () => new Map<AnyNode, Unit>());
  const known = copies.get(node);
  if (known) return known;
  const count = flow.copyCounts.get(unit) ?? 0;
  if (count >= limitOf('copied-calls')) return unit;
  flow.copyCounts.set(unit, count + 1);
  return keep(copies, node, () => copyOf(unit, context));
}

/** The copy of a function that a call of it in itself runs, too. */
function copyAround(unit: Unit, context: Context): Unit | null {
  for (let at: Context | null = context; at; at = at.caller) if (at.copy?.of === unit) return at.copy.unit;
  return null;
}

function copyOf(unit: Unit, caller: Context): Unit {
  const context = new Context(caller);
  const made: Unit = {
    ...unit,
    returns: new FlowNode(),
    params: unit.params.map(() => new FlowNode()),
    anyArgument: new FlowNode(),
    context,
    isLive: false,
  };
  const isArrow = unit.node.type === 'ArrowFunctionExpression';
  const copy: Unit = isArrow ? made : Object.assign(made, { argumentsOf: made });
  context.copy = { unit: copy, of: unit };
  return copy;
}
