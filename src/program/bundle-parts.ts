import type { AnyNode, Program } from 'acorn';
import { eachChild, findModules, walkNodes, type ModuleRegion } from '../syntax/index.js';
import { isCalledAtOnce, isLabel } from './imports/name-uses.js';
import { declareLexical, declareVars, declaredNames, isLexical } from './scopes/declare-names.js';
import { PartCodes, type PartCode } from './bundle-code.js';
import { Scope, type Variable } from './scopes/scope.js';

/** A module that a bundler kept separate, or the rest of the bundle. */
export interface BundlePart {
  /** Parts that it mentions in code that runs as it is loaded itself. */
  readonly starts: ReadonlySet<number>;
  /** Parts that it mentions in functions. */
  readonly calls: ReadonlySet<number>;
}

/** The modules of a bundle; the first part is all code outside of modules. */
export interface BundleParts {
  readonly parts: readonly BundlePart[];
  readonly code: readonly PartCode[];
}

interface OpenPart extends BundlePart {
  readonly starts: Set<number>;
  readonly calls: Set<number>;
}

interface Visit {
  readonly node: AnyNode;
  readonly parent: AnyNode | null;
  readonly scope: Scope<null>;
  /** Index of the part that the node is in. */
  readonly part: number;
  /** Whether the node stands in a function of the part. */
  readonly isDeferred: boolean;
}

function isFunction(
  node: AnyNode,
): node is Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
> {
  return 'params' in node && 'body' in node;
}

function newPart(): OpenPart {
  return { starts: new Set(), calls: new Set() };
}

/** The name and value of `var name = value`, `name = value` and `function name() {…}`. */
function named(node: AnyNode): readonly [name: AnyNode, value: AnyNode] | null {
  if (node.type === 'VariableDeclarator' && node.init) return [node.id, node.init];
  if (node.type === 'AssignmentExpression') return [node.left, node.right];
  return node.type === 'FunctionDeclaration' && node.id ? [node.id, node] : null;
}

/** Finds which parts of a bundle mention which. */
class PartReader {
  private readonly parts: OpenPart[];
  private readonly codes: PartCodes;
  private readonly byScope = new Map<AnyNode, number>();
  private readonly byKey = new Map<string, number[]>();
  /** Parts by the node that a variable gets: a helper's call, or the function itself. */
  private readonly byValue = new Map<string, number>();
  private readonly names = new Set<string>();
  private readonly byVariable = new Map<Variable, number>();
  private readonly mentions: (readonly [variable: Variable, visit: Visit])[] = [];

  constructor(program: Program, regions: readonly ModuleRegion[]) {
    this.parts = [newPart(), ...regions.map(newPart)];
    this.codes = new PartCodes(regions.map(({ scope }) => scope.start));
    for (const [at, region] of regions.entries()) this.addRegion(region, at + 1);
    for (const node of walkNodes(program)) this.addName(node as AnyNode);
  }

  private addRegion({ start, end, scope, key }: ModuleRegion, part: number): void {
    this.byScope.set(scope, part);
    this.byValue.set(`${start}:${end}`, part);
    if (key !== undefined) this.byKey.set(key, [...(this.byKey.get(key) ?? []), part]);
  }

  private partOfValue({ start, end }: AnyNode): number | undefined {
    return this.byValue.get(`${start}:${end}`);
  }

  private addName(node: AnyNode): void {
    const pair = named(node);
    if (pair?.[0].type === 'Identifier' && this.partOfValue(pair[1]) !== undefined)
      this.names.add(pair[0].name);
  }

  private link(to: number, { part, isDeferred }: Visit): void {
    const { starts, calls } = this.parts[part] ?? newPart();
    if (to !== part) (isDeferred ? calls : starts).add(to);
  }

  /** The scope of a function's parameters and body. */
  private scopeOfFunction(node: AnyNode, parent: Scope<null>): Scope<null> {
    const scope = new Scope<null>(parent, null);
    if (!isFunction(node)) return scope;
    if (node.type === 'FunctionExpression' && node.id) scope.declare(node.id.name);
    for (const parameter of node.params) for (const name of declaredNames(parameter)) scope.declare(name);
    declareVars(scope, node.body);
    if (node.body.type === 'BlockStatement') declareLexical(scope, node.body.body);
    return scope;
  }

  /** The scope of what stands in a node that is no function. */
  private scopeWithin(node: AnyNode, scope: Scope<null>): Scope<null> {
    const inner = new Scope<null>(scope, null);
    if (node.type === 'CatchClause' && node.param) {
      for (const name of declaredNames(node.param)) inner.declare(name);
      return inner;
    }
    if (node.type === 'ClassExpression' && node.id) {
      inner.declare(node.id.name);
      return inner;
    }
    const statements = this.statementsOf(node);
    if (!statements.some(isLexical)) return scope;
    declareLexical(inner, statements);
    return inner;
  }

  private statementsOf(node: AnyNode): readonly AnyNode[] {
    switch (node.type) {
      case 'BlockStatement':
      case 'StaticBlock':
        return node.body;
      case 'SwitchStatement':
        return node.cases.flatMap(({ consequent }) => consequent);
      case 'ForStatement':
        return node.init ? [node.init] : [];
      case 'ForInStatement':
      case 'ForOfStatement':
        return [node.left];
      default:
        return [];
    }
  }

  private within(visit: Visit): Omit<Visit, 'node' | 'parent'> {
    const { node, parent, scope, part, isDeferred } = visit;
    if (!isFunction(node)) return { scope: this.scopeWithin(node, scope), part, isDeferred };
    const own = this.byScope.get(node);
    const inner = this.scopeOfFunction(node, scope);
    if (own !== undefined) return { scope: inner, part: own, isDeferred: false };
    return { scope: inner, part, isDeferred: isDeferred || !isCalledAtOnce(parent, node) };
  }

  /** Notes which variable a part is the value of. */
  private noteValue({ node, scope }: Visit): void {
    const pair = named(node);
    const part = pair && this.partOfValue(pair[1]);
    const variable = pair?.[0].type === 'Identifier' ? scope.find(pair[0].name) : null;
    if (part !== undefined && part !== null && variable) this.byVariable.set(variable, part);
  }

  /** A literal that equals the key of a module. */
  private noteKey(visit: Visit, value: unknown): void {
    const { node, parent } = visit;
    if (parent?.type === 'Property' && parent.key === node) return;
    for (const part of this.byKey.get(String(value)) ?? []) this.link(part, visit);
  }

  private noteMention(visit: Visit): void {
    const { node, scope } = visit;
    if (node.type === 'Literal') this.noteKey(visit, node.value);
    if (node.type !== 'Identifier' || !this.names.has(node.name) || isLabel(visit)) return;
    const variable = scope.find(node.name);
    if (variable) this.mentions.push([variable, visit]);
  }

  read(program: Program): BundleParts {
    const top = new Scope<null>(null, null);
    declareVars(top, program);
    declareLexical(top, program.body);
    const open: Visit[] = [{ node: program, parent: null, scope: top, part: 0, isDeferred: false }];
    for (let visit = open.pop(); visit; visit = open.pop()) {
      const { node } = visit;
      this.codes.add(visit);
      this.noteValue(visit);
      this.noteMention(visit);
      const inner = this.within(visit);
      eachChild(node, (child) => {
        open.push({ node: child, parent: node, ...inner });
      });
    }
    for (const [variable, visit] of this.mentions) {
      const part = this.byVariable.get(variable);
      const isName = named(visit.parent ?? visit.node)?.[0] === visit.node;
      if (part !== undefined && !isName) this.link(part, visit);
    }
    return { parts: this.parts, code: this.codes.result() };
  }
}

/** The modules of a bundle and which of them mention which. A module that no part mentions may run all the same: code can compose names. */
export function bundleParts(program: Program): BundleParts {
  return new PartReader(program, findModules(program)).read(program);
}
