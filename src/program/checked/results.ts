import type { AnyNode, BinaryExpression, CallExpression, Expression, VariableDeclarator } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import type { CheckingCall, HeldBy } from './check.js';
import { nameOf } from './names.js';

/** How code looks at what a call gave. */
type Shown = CheckingCall['shows'];

/** A call, and whether code waits for it. */
export interface FoundCall {
  readonly call: CallExpression;
  readonly isAwaited: boolean;
}

/** Where a variable holds something. */
interface Held {
  readonly start: number;
  readonly end: number;
}

/** A call whose result a variable holds, or a property of its result. */
interface HeldResult extends FoundCall, Held {
  /** Properties from the result to what the variable holds; empty: the result itself. */
  readonly path: string;
}

/** A condition that a variable holds. */
interface HeldCondition extends Held {
  readonly test: AnyNode;
}

/** A call of which a condition shows how it went. */
export interface ShownCall extends FoundCall {
  readonly shows: Shown;
  /** The variable that holds its result, if one does. */
  readonly held: readonly HeldBy[];
}

/** Properties of a result that are true if data fits, and those that are set, or not empty, if it does not. */
const FITTING = /^(?:success|valid|isValid|ok|isEmpty)$/;
const FAILING = /^(?:(?:error|errors|issues|length)(?:\.|$))/;

/** How deep a condition is spelled out: a variable may hold a condition that names another variable. */
const SPELLED_OUT = 8;

/** Results that are kept for one name: variables of the same name in other blocks. */
const KEPT_RESULTS = 64;

/** The call that an expression is, perhaps after `await`. */
export function callIn(node: AnyNode | null | undefined): FoundCall | null {
  const inner = node ? bareNode(node) : null;
  const isAwaited = inner?.type === 'AwaitExpression';
  const call = isAwaited ? bareNode(inner.argument) : inner;
  return call?.type === 'CallExpression' ? { call, isAwaited } : null;
}

/** The names that a declaration gives parts of a result: `{ error }`. */
function partsOf({ id }: VariableDeclarator): readonly (readonly [name: string, path: string])[] {
  if (id.type === 'Identifier') return [[id.name, '']];
  if (id.type !== 'ObjectPattern') return [];
  return id.properties.flatMap((each) => {
    const path = each.type === 'Property' ? nameOfKey(each) : null;
    const isNamed = each.type === 'Property' && each.value.type === 'Identifier';
    return isNamed && path !== null ? [[(each.value as { name: string }).name, path] as const] : [];
  });
}

/** A constant that is no value, or false. */
function isNone(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression') return node.operator === 'void' || isTrueText(node.argument);
  return node.type === 'Identifier' ? node.name === 'undefined' : node.type === 'Literal' && !node.value;
}

function isTrueText(node: AnyNode): boolean {
  return node.type === 'Literal' && Boolean(node.value);
}

function isTrueValue(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression' && node.operator === '!') return isNone(node.argument);
  return node.type === 'Literal' && node.value === true;
}

function keep<Kept extends Held>(into: Map<string, Kept[]>, name: string, held: Kept): void {
  const known = into.get(name) ?? [];
  if (known.length < KEPT_RESULTS) known.push(held);
  into.set(name, known);
}

function heldAt<Kept extends Held>(
  from: ReadonlyMap<string, readonly Kept[]>,
  name: string,
  position: number,
): Kept | undefined {
  return from.get(name)?.findLast(({ start, end }) => start <= position && position < end);
}

/** Conditions that are no calls. */
const CONDITIONS: ReadonlySet<string> = new Set(['LogicalExpression', 'BinaryExpression', 'UnaryExpression']);

/** Results of calls, and conditions, that variables hold. */
export class HeldResults {
  private readonly byName = new Map<string, HeldResult[]>();
  private readonly conditions = new Map<string, HeldCondition[]>();

  /** A variable gets what a call gives. */
  hold(declared: VariableDeclarator, { end }: AnyNode): void {
    const { id, init, end: start } = declared;
    const found = callIn(init);
    if (found)
      for (const [name, path] of partsOf(declared)) keep(this.byName, name, { ...found, path, start, end });
    if (init && id.type === 'Identifier' && CONDITIONS.has(bareNode(init).type))
      keep(this.conditions, id.name, { test: init, start, end });
  }

  /** Replaces each variable of a condition by the condition that it holds: `const isInside = …; if (!isInside)`. */
  spelledOut(test: AnyNode): { readonly test: AnyNode; readonly held: readonly HeldBy[] } {
    const held: HeldBy[] = [];
    return { test: this.spelled(test, { held, depth: SPELLED_OUT }), held };
  }

  private spelled(
    test: AnyNode,
    { held, depth }: { readonly held: HeldBy[]; readonly depth: number },
  ): AnyNode {
    const node = bareNode(test);
    if (depth === 0) return node;
    const inner = (part: AnyNode): AnyNode => this.spelled(part, { held, depth: depth - 1 });
    if (node.type === 'UnaryExpression' && node.operator === '!')
      return { ...node, argument: inner(node.argument) as Expression };
    if (node.type === 'LogicalExpression')
      return { ...node, left: inner(node.left) as Expression, right: inner(node.right) as Expression };
    if (node.type !== 'Identifier') return node;
    const found = heldAt(this.conditions, node.name, node.start);
    if (!found) return node;
    held.push({ name: node.name, from: found.start });
    return inner(found.test);
  }

  /** The calls of which a condition shows how they went, if it is true, or if it is false. */
  shownIf(test: AnyNode, isTrue: boolean): readonly ShownCall[] {
    const node = bareNode(test);
    if (node.type === 'UnaryExpression' && node.operator === '!') return this.shownIf(node.argument, !isTrue);
    if (node.type === 'LogicalExpression' && node.operator !== '??')
      return (node.operator === '&&') === isTrue
        ? [...this.shownIf(node.left, isTrue), ...this.shownIf(node.right, isTrue)]
        : [];
    if (node.type === 'BinaryExpression') return this.shownByComparison(node, isTrue);
    const name = nameOf(node);
    return name === null ? this.shownByCall(node, isTrue) : this.shownByName(name, node.start, isTrue);
  }

  /** `!schema.validate(body).error`, `errors.isEmpty()` */
  private shownByCall(node: AnyNode, isTrue: boolean): readonly ShownCall[] {
    if (node.type === 'CallExpression' && node.arguments.length === 0) {
      const callee = bareNode(node.callee);
      const name = nameOf(callee);
      if (name?.includes('.')) return this.shownByName(name, node.start, isTrue);
      return name === null ? this.shownByCall(callee, isTrue) : [];
    }
    if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return [];
    const found = callIn(node.object);
    return found ? shownBy({ ...found, held: [] }, node.property.name, isTrue) : [];
  }

  private shownByComparison({ left, right, operator }: BinaryExpression, isTrue: boolean) {
    const differs = /^(?:!==?|>)$/.test(operator);
    if (!differs && !/^===?$/.test(operator)) return [];
    if (isNone(right)) return this.shownIf(left, differs === isTrue);
    return isTrueValue(right) ? this.shownIf(left, differs !== isTrue) : [];
  }

  private shownByName(name: string, position: number, isTrue: boolean): readonly ShownCall[] {
    const [variable = '', ...others] = name.split('.');
    const held = heldAt(this.byName, variable, position);
    if (!held) return [];
    const path = [...(held.path === '' ? [] : [held.path]), ...others].join('.');
    return shownBy({ ...held, held: [{ name: variable, from: held.start }] }, path, isTrue);
  }
}

function shownBy(
  { call, isAwaited, held }: Omit<ShownCall, 'shows'>,
  path: string,
  isTrue: boolean,
): readonly ShownCall[] {
  if (path === '' && isTrue) return [{ call, isAwaited, held, shows: 'true' }];
  const isGood = isTrue ? FITTING.test(path) : FAILING.test(path);
  return isGood ? [{ call, isAwaited, held, shows: 'result' }] : [];
}
