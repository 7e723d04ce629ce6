import type { AnyNode, AssignmentExpression, CallExpression, Pattern } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { isFunctionNode } from '../flow/value.js';
import { bareNode } from '../scopes/bare-node.js';
import { declaredNames } from '../scopes/declare-names.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { FoundRanges } from './checked-ranges.js';
import { checkedByCall, checkedIf } from './checks.js';
import { nameOf } from './names.js';
import { heldChecks, type Check } from './check.js';
import { callIn, HeldResults } from './results.js';
import { KEEPING } from './names.js';
import { expressionsOf, leaves, surelyRun } from './statements.js';
import { madeOfAddress, relativeCall } from './servers.js';

/** A node, with the block and the function that it stands in. */
interface Place {
  readonly node: AnyNode;
  readonly block: AnyNode;
  readonly fn: AnyNode;
}

/** Names that a statement, or an expression in place of one, gives a value that the code holds. */
function constantNames(statement: AnyNode): ReadonlySet<string> {
  const names = expressionsOf(statement).flatMap((each) => {
    if (each.type !== 'AssignmentExpression') return [];
    const { left, right } = each;
    return right.type === 'Literal' && left.type === 'Identifier' ? [left.name] : [];
  });
  return new Set(names);
}

interface Conditional {
  readonly test: AnyNode;
  readonly consequent: AnyNode;
  /** Whether the consequent runs if the test is true, or if it is false. */
  readonly runsIf: boolean;
}

/** What a statement does only if a condition holds: `if (…) …`, and as minifiers write it, `… || (…)`. */
function conditionalOf(statement: AnyNode): Conditional | null {
  if (statement.type === 'IfStatement') return { ...statement, runsIf: true };
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'LogicalExpression')
    return null;
  const { left, right, operator } = statement.expression;
  return operator === '??' ? null : { test: left, consequent: right, runsIf: operator === '&&' };
}

/** The names that an assignment gives a value: `id`, `body.id`, or any part of `body` in `body[key] = …`. */
function givenNames(left: Pattern): readonly string[] {
  if (left.type !== 'MemberExpression') return declaredNames(left);
  const name = nameOf(left) ?? (left.computed ? `${nameOf(left.object) ?? ''}.*` : null);
  return name === null ? [] : [name];
}

/** The names that get something else than a constant, or their own text. */
function otherNames({ left, right, operator }: AssignmentExpression): readonly string[] {
  const names = right.type === 'Literal' ? [] : givenNames(left);
  return names.filter((name) => operator !== '=' || !isKept(right, name));
}

/** The names that `Object.assign(body, { id }, others)` gives a value: `body.id`, and any part of `body`. */
function filledNames({ callee, arguments: [target, ...given] }: CallExpression): readonly string[] {
  const object = target && nameOf(callee) === 'Object.assign' ? nameOf(target) : null;
  if (object === null) return [];
  return given.flatMap((each) =>
    (each.type === 'ObjectExpression' ? each.properties : [each]).map(
      (part) => `${object}.${(part.type === 'Property' ? nameOfKey(part) : null) ?? '*'}`,
    ),
  );
}

/** Whether a value is a name, perhaps after methods that add nothing to a text: `name.trim()`. */
function isKept(node: AnyNode, name: string): boolean {
  let at = bareNode(node);
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const { object, property } = at.callee;
    if (property.type !== 'Identifier' || !KEEPING.test(property.name)) return false;
    at = bareNode(object);
  }
  return nameOf(at) === name;
}

/** What a text begins with that code puts together: of `'/data/' + name` the constant; null of other values. */
function beginOf(node: AnyNode): AnyNode | null {
  let at = node;
  while (at.type === 'BinaryExpression' && at.operator === '+') at = bareNode(at.left);
  if (at.type === 'TemplateLiteral' && at.quasis[0]?.value.raw === '') return at.expressions[0] ?? null;
  return at === node && at.type !== 'TemplateLiteral' ? null : at;
}

/** The name with whose value a text begins, or null for a constant. */
function begunBy(text: AnyNode): { readonly by: string | null } | null {
  const begin = beginOf(bareNode(text));
  const by = begin ? nameOf(begin) : null;
  return by !== null || begin?.type.endsWith('Literal') ? { by } : null;
}

const BLOCKS: ReadonlySet<string> = new Set([
  'BlockStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'SwitchStatement',
]);

/** How many parts of an address are looked at in one statement. */
const KEPT_PARTS = 8;

/** The names that calls check by an exception. */
function checkedByReturn(statement: AnyNode): readonly Check[] {
  const calls = surelyRun(statement)
    .flatMap(expressionsOf)
    .flatMap((each) => callIn(each) ?? []);
  return calls.flatMap((call) => checkedByCall(call, 'returned'));
}

class Collector extends FoundRanges {
  private readonly results = new HeldResults();

  private checkedIf(test: AnyNode, isTrue: boolean): readonly Check[] {
    const { test: spelled, held } = this.results.spelledOut(test);
    const shown = this.results.shownIf(spelled, isTrue);
    const byCalls = shown.flatMap(({ shows, held: by, ...found }) =>
      heldChecks(checkedByCall(found, shows), by),
    );
    return heldChecks([...checkedIf(spelled, isTrue), ...byCalls], held);
  }

  private conditions(node: AnyNode): void {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
      this.check(this.checkedIf(node.test, true), node.consequent);
      if (node.alternate) this.check(this.checkedIf(node.test, false), node.alternate);
    } else if (node.type === 'LogicalExpression' && node.operator !== '??')
      this.check(this.checkedIf(node.left, node.operator === '&&'), node.right);
  }

  /** `need(id), run(id)`: calls in the order in which they run. */
  private sequence(node: AnyNode): void {
    if (node.type !== 'SequenceExpression') return;
    for (const each of node.expressions)
      this.check(checkedByReturn(each), { start: each.end, end: node.end });
  }

  /** `if (!isAllowed(name)) return;`, or `name = 'default';`: what stands below is checked. */
  private rest(block: AnyNode): void {
    if (block.type !== 'BlockStatement' && block.type !== 'Program') return;
    for (const statement of block.body) {
      if (statement.type === 'VariableDeclaration')
        for (const declared of statement.declarations) this.results.hold(declared, block);
      this.check(checkedByReturn(statement), { start: statement.end, end: block.end });
      const found = conditionalOf(statement);
      if (!found) continue;
      const { test, consequent, runsIf } = found;
      const set = constantNames(consequent);
      const checks = this.checkedIf(test, !runsIf).filter(({ name }) => set.has(name) || leaves(consequent));
      this.check(checks, { start: statement.end, end: block.end });
    }
  }

  /** `const file = '/data/' + name;` */
  private begins(node: AnyNode, { start, end }: AnyNode): void {
    if (node.type !== 'VariableDeclaration') return;
    for (const { id, init } of node.declarations) {
      const begin = init ? begunBy(init) : null;
      if (id.type === 'Identifier' && begin) this.begin(id.name, { start, end, ...begin });
    }
  }

  /** `const { hostname } = new URL(address)`: what is checked of the name is checked of the address. */
  private addresses(node: AnyNode, range: AnyNode): void {
    if (node.type !== 'VariableDeclaration') return;
    for (const { id, init } of node.declarations) {
      if (init) this.path(id, init, range);
      const address = init ? madeOfAddress(init) : null;
      if (address) this.address(id, address, range);
    }
  }

  private address(id: AnyNode, address: AnyNode, { start, end }: AnyNode): void {
    const parts = declaredNames(id).slice(0, KEPT_PARTS);
    for (const each of [nameOf(address), ...(id.type === 'ObjectPattern' ? parts : [])])
      if (each !== null) this.stand(parts, { name: each, start, end });
  }

  /** `const way = relative(root, path)`: the same of a path. */
  private path(id: AnyNode, init: AnyNode, { start, end }: AnyNode): void {
    const made = relativeCall(init);
    const path = made?.arguments[1] ? nameOf(made.arguments[1]) : null;
    if (made && path !== null) this.stand(declaredNames(id), { name: path, made, start, end });
  }

  private variables({ node, block, fn }: Place): void {
    if (isFunctionNode(node)) for (const param of node.params) this.hide(declaredNames(param), node);
    else if (node.type === 'CatchClause' && node.param) this.hide(declaredNames(node.param), node);
    else if (node.type === 'VariableDeclaration')
      for (const { id } of node.declarations) this.hide(declaredNames(id), node.kind === 'var' ? fn : block);
  }

  /** A name that gets something else is no longer what was checked. */
  private reassign(node: AnyNode): void {
    const names =
      node.type === 'AssignmentExpression'
        ? otherNames(node)
        : node.type === 'CallExpression'
          ? filledNames(node)
          : [];
    for (const name of names) this.assign(name, node.end);
    const given = node.type === 'AssignmentExpression' ? givenNames(node.left) : [];
    for (const name of given) this.given.add(name, node.end);
  }

  visit(place: Place): void {
    this.conditions(place.node);
    this.sequence(place.node);
    this.rest(place.node);
    this.variables(place);
    this.reassign(place.node);
    this.addresses(place.node, place.block);
    this.begins(place.node, place.block);
  }
}

/** Where code has checked names, and where these are other variables. */
export function collectRanges(program: AnyNode): FoundRanges {
  const found = new Collector();
  const open: Place[] = [{ node: program, block: program, fn: program }];
  for (let place = open.pop(); place; place = open.pop()) {
    found.visit(place);
    const { node } = place;
    const fn = isFunctionNode(node) ? node : place.fn;
    const block = BLOCKS.has(node.type) || fn === node ? node : place.block;
    eachChild(node, (child) => open.push({ node: child, block, fn }));
  }
  found.dropOwn();
  found.passOn();
  return found;
}
