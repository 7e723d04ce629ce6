import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import {
  type AssignedValue,
  declaredNames,
  FlowNode,
  type Flow,
  isFunctionNode,
  nameOf,
  nameOfKey,
  surelySet,
  type CallSite,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { CheckedData } from '../schemas/checked-data.js';
import { CheckedParts } from '../schemas/checked-parts.js';
import { isTaint, type Taints, type TaintToken } from '../schemas/taint.js';

/** A position in a function from which code goes on to the next one. */
export interface Turn {
  readonly unit: Unit;
  /** The name of what the function was given, or of a part of that: `request`, `request.event`. */
  readonly name: string;
  readonly start: number;
  readonly scope: CallSite['scope'];
  /** Schemas of the route before the function. */
  readonly filters?: FlowNode;
}

/** The name of a parameter; null of one that is taken apart. */
export function parameterName({ node }: Unit, at: number): string | null {
  const param = isFunctionNode(node) ? node.params[at] : undefined;
  return param?.type === 'Identifier' ? param.name : null;
}

/** Whether a function may return in its middle, and a framework then go on. */
function mayStop(node: AnyNode): boolean {
  const open: AnyNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === 'ReturnStatement') return true;
    eachChild(at, (child) => {
      if (!isFunctionNode(child)) open.push(child);
    });
  }
  return false;
}

/** Where a function that gets `{ event }` ends, with its name of the event; null if it may end elsewhere. */
export function turnOf(unit: Unit): Turn | null {
  const { node, outer } = unit;
  if (!isFunctionNode(node) || !outer || mayStop(node.body)) return null;
  const [param] = node.params;
  const name = param?.type === 'Identifier' ? `${param.name}.event` : takenName(param);
  return name === null ? null : { unit, name, start: node.body.end - 1, scope: outer };
}

/** The name that a function gives the event: `({ event: name }) => …`. */
function takenName(param: AnyNode | undefined): string | null {
  if (param?.type !== 'ObjectPattern') return null;
  for (const each of param.properties)
    if (each.type === 'Property' && nameOfKey(each) === 'event' && each.value.type === 'Identifier')
      return each.value.name;
  return null;
}

/** What functions leave of data that they are given before others are: what they check of it, and what they put in its place. */
export class Turns {
  private readonly taints: Taints;
  private readonly checked: CheckedData;
  private readonly parts: CheckedParts;
  private readonly set = new WeakMap<Unit, Map<string, FlowNode>>();

  constructor({ taints, checked }: { readonly taints: Taints; readonly checked: CheckedData }) {
    this.taints = taints;
    this.checked = checked;
    this.parts = new CheckedParts(taints);
  }

  /** The place of what a function puts under a name: `request.body`. */
  private at(unit: Unit, name: string): FlowNode {
    const known = this.set.get(unit) ?? new Map<string, FlowNode>();
    this.set.set(unit, known);
    const place = known.get(name) ?? new FlowNode();
    known.set(name, place);
    return place;
  }

  /** Code gives a property of a parameter a value. */
  assigned(flow: Flow, { node: { left }, scope, value }: AssignedValue): void {
    const name = nameOf(left);
    const [root = '', ...inside] = name?.split('.') ?? [];
    const unit = inside.length > 0 ? scope.ownerOf(root) : null;
    if (!unit || name === null || !isFunctionNode(unit.node)) return;
    const isParameter = unit.node.params.some((param) => declaredNames(param).includes(root));
    if (isParameter) flow.propagation.edge(value, this.at(unit, name));
  }

  /** What is left of data where code goes on to the next function. */
  pass(flow: Flow, data: TaintToken, turn: Turn & { readonly out: FlowNode }): void {
    const { name, start, scope, filters, out } = turn;
    const left = new FlowNode();
    const node: AnyNode = { type: 'Identifier', name: '', start, end: start };
    this.checked.pass(flow, data, {
      out: left,
      place: { node: namedNode(node, name), scope, ...(filters && { filters }) },
    });
    const { node: code } = turn.unit;
    if (isFunctionNode(code) && surelySet(code.body, start).has(name)) {
      flow.propagation.edge(this.at(turn.unit, name), out);
      return;
    }
    flow.propagation.listen(left, (token) => {
      flow.propagation.add(out, isTaint(token) ? this.changed(flow, token, turn) : token);
    });
  }

  /** Data of which a function has set properties. */
  private changed(flow: Flow, data: TaintToken, { unit, name, start }: Turn): Token {
    const { node } = unit;
    if (!isFunctionNode(node)) return data;
    const inside = `${name}.`;
    const set = surelySet(node.body, start);
    const names = [...set].flatMap((each) => (each.startsWith(inside) ? [each.slice(inside.length)] : []));
    if (names.length === 0) return data;
    return this.parts.of(
      { flow, data },
      {
        at: unit,
        key: `${name} ${String(start)}`,
        names,
        pass: (part, _data, found) => {
          flow.propagation.listen(this.at(unit, inside + part), found);
        },
      },
    );
  }
}

/** `request.event` as code would read it at a position. */
function namedNode({ start, end }: AnyNode, name: string): AnyNode {
  const [root = '', ...rest] = name.split('.');
  const identifier = (each: string): AnyNode => ({ type: 'Identifier', name: each, start, end });
  return rest.reduce<AnyNode>(
    (object, each) =>
      ({
        type: 'MemberExpression',
        object,
        property: identifier(each),
        computed: false,
        optional: false,
        start,
        end,
      }) as AnyNode,
    identifier(root),
  );
}
