import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { firstIndex } from '../../model/index.js';
import { eachChild } from '../../syntax/index.js';
import { declaredNames } from './declare-names.js';
import type { Scope } from './scope.js';

/** Where a variable holds only what code gives it from the beginning of that code on. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where the name stands that is given a value before. */
  readonly given: number;
}

interface Names {
  /** How often the function declares a name. */
  readonly declared: Map<string, number>;
  /** How often its own code gives a name a value. */
  readonly written: Map<string, number>;
  readonly stretches: Map<string, Stretch[]>;
}

interface Open {
  readonly node: AnyNode;
  readonly fn: AnyNode;
}

const FUNCTION = /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/;

function assignedNames(left: AnyNode): readonly string[] {
  return left.type === 'MemberExpression' || left.type === 'VariableDeclaration' ? [] : declaredNames(left);
}

/** `name = value` */
function givenName(node: AnyNode): { readonly name: string; readonly given: number } | null {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return null;
  const { left } = node;
  return left.type === 'Identifier' ? { name: left.name, given: left.start } : null;
}

function push<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const known = lists.get(name);
  if (known) known.push(value);
  else lists.set(name, [value]);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The expressions of a statement. */
function expressionsIn(statement: AnyNode): readonly AnyNode[] {
  if (statement.type !== 'ExpressionStatement') return [];
  const { expression } = statement;
  return expression.type === 'SequenceExpression' ? expression.expressions : [expression];
}

/** The name, or the pattern, that a node declares in the function around it. */
function declaredBy(node: AnyNode): AnyNode | null {
  if (node.type === 'VariableDeclarator') return node.id;
  if (node.type === 'CatchClause') return node.param ?? null;
  return node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration' ? node.id : null;
}

/** The variables of a program that get a second value, function by function. */
class Reassigned {
  private readonly byFunction = new Map<AnyNode, Names>();
  /** Where code gives a name a value, in the order of the code. */
  private readonly writes = new Map<string, number[]>();

  constructor(program: AnyNode) {
    const open: Open[] = [{ node: program, fn: program }];
    for (let at = open.pop(); at; at = open.pop()) {
      this.visit(at);
      const fn = FUNCTION.test(at.node.type) ? at.node : at.fn;
      eachChild(at.node, (child) => open.push({ node: child, fn }));
    }
    for (const each of this.writes.values()) each.sort((a, b) => a - b);
    for (const { stretches } of this.byFunction.values())
      for (const each of stretches.values()) each.sort((a, b) => a.from - b.from);
  }

  private namesOf(fn: AnyNode): Names {
    const known = this.byFunction.get(fn);
    if (known) return known;
    const made: Names = { declared: new Map(), written: new Map(), stretches: new Map() };
    this.byFunction.set(fn, made);
    return made;
  }

  private visit({ node, fn }: Open): void {
    this.declare(node, fn);
    if (
      node.type === 'AssignmentExpression' ||
      node.type === 'ForOfStatement' ||
      node.type === 'ForInStatement'
    )
      for (const name of assignedNames(node.left)) {
        push(this.writes, name, node.left.start);
        count(this.namesOf(fn).written, name);
      }
    if (node.type === 'BlockStatement' || node.type === 'Program')
      this.give(fn, node.body.flatMap(expressionsIn), node.end);
    else if (node.type === 'SequenceExpression') this.give(fn, node.expressions, node.end);
  }

  private declare(node: AnyNode, fn: AnyNode): void {
    if (FUNCTION.test(node.type) && 'params' in node)
      for (const param of node.params) this.declareIn(node, param);
    const declared = declaredBy(node);
    if (declared) this.declareIn(fn, declared);
  }

  private declareIn(fn: AnyNode, pattern: AnyNode): void {
    for (const name of declaredNames(pattern)) count(this.namesOf(fn).declared, name);
  }

  private give(fn: AnyNode, expressions: readonly AnyNode[], to: number): void {
    for (const each of expressions) {
      const found = givenName(each);
      if (found) push(this.namesOf(fn).stretches, found.name, { from: each.end, to, given: found.given });
    }
  }

  /** The stretches of a variable that a function declares; none if another function gives it values. */
  of(fn: AnyNode, name: string): readonly Stretch[] {
    const names = this.byFunction.get(fn);
    const stretches = names?.stretches.get(name) ?? [];
    if (!names || stretches.length === 0 || stretches.length > limitOf('name-stretches')) return [];
    const writes = this.writes.get(name) ?? [];
    const before = (end: number): number => firstIndex(0, writes.length, (at) => (writes[at] ?? 0) >= end);
    const inside = before(fn.end) - before(fn.start);
    const isOwn = inside === names.written.get(name) && (names.declared.get(name) ?? 0) <= 1;
    return isOwn ? stretches : [];
  }
}

const known = new WeakMap<AnyNode, Reassigned>();

type Unit = { readonly node: AnyNode };

/** The stretches of a variable, where code reads it in the function that declares it. */
function stretchesOf(scope: Scope<Unit>, name: string): readonly Stretch[] {
  if (scope.ownerOf(name) !== scope.owner) return [];
  let top = scope;
  while (top.parent) top = top.parent;
  const program = top.owner.node;
  const reassigned = known.get(program) ?? new Reassigned(program);
  known.set(program, reassigned);
  return reassigned.of(scope.owner.node, name);
}

/** A name in the code. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
  readonly scope: Scope<Unit>;
}

/** The stretch in which code reads a variable; null if it may hold any of its values there. */
export function stretchAt({ name, start, scope }: NamePlace): Stretch | null {
  return stretchesOf(scope, name).findLast(({ from, to }) => from <= start && start < to) ?? null;
}

/** The stretches in which code may read what it gives a variable at a place. */
export function stretchesFrom({ name, start, scope }: NamePlace): readonly Stretch[] {
  return stretchesOf(scope, name).filter(
    ({ from, to, given }) => given === start || (from <= start && start < to),
  );
}
