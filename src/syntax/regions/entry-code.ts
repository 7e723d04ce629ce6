import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Declaration,
  MemberExpression,
  Program,
} from 'acorn';
import { entryRun } from './entry-run.js';
import { flatCode, type Cell } from './flat-code.js';
import { keyOf } from './module-maps.js';
import type { ModuleRegion } from './module-region.js';
import { assignedTo, nameOf, TopLevel } from './top-level.js';

/** Names that functions export for their runtime to call. Libraries export other names, too. */
const HANDLER: ReadonlySet<string> = new Set(['handler', 'lambdaHandler', 'lambda_handler']);
/** A bundle exports one thing; more may be a text that is made to take long. */
const MAX_EXPORTS = 8;

/** The name of a member: `x.name`, `x["name"]`. */
function memberName(node: AnyNode): string | null {
  if (node.type !== 'MemberExpression') return null;
  const { property, computed } = node;
  if (property.type === 'Literal') return String(property.value);
  return !computed && property.type === 'Identifier' ? property.name : null;
}

/** `exports`, `module.exports`. */
function isExports(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression') return nameOf(node) === 'exports';
  return nameOf(node.object) === 'module' && memberName(node) === 'exports';
}

/** The value of a function that only returns it: `() => x`, `function () { return x }`. */
function returnedBy(node: AnyNode): AnyNode | null {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return null;
  if (node.body.type !== 'BlockStatement') return node.body;
  const [only] = node.body.body;
  return only?.type === 'ReturnStatement' ? (only.argument ?? null) : null;
}

/** Values of some names in an object: `{ handler: x }`, `{ handler: () => x }`. */
function valuesIn(node: AnyNode, names: ReadonlySet<string>): AnyNode[] {
  if (node.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((property): AnyNode[] => {
    if (property.type !== 'Property' || !names.has(keyOf(property) ?? '')) return [];
    const returned = returnedBy(property.value);
    return [returned?.type === 'Identifier' ? returned : property.value];
  });
}

/** Names of a module's parameters for its exports, and for `module`. */
function exportedNames({ scope }: ModuleRegion): ReadonlySet<string | null> {
  const parameters = 'params' in scope ? scope.params.flatMap((each) => nameOf(each) ?? []) : [];
  return new Set(['module', 'exports', ...parameters]);
}

/** Whether a module's code is `exports.handler = x` or `module.exports = { handler: x }`, of some names. */
function assigns(cell: AnyNode, names: ReadonlySet<string>, exported: ReadonlySet<string | null>): boolean {
  if (cell.type !== 'AssignmentExpression' || cell.left.type !== 'MemberExpression') return false;
  const { object } = cell.left;
  const name = memberName(cell.left) ?? '';
  if (exported.has(nameOf(object)))
    return names.has(name) || (name === 'exports' && valuesIn(cell.right, names).length > 0);
  return (
    object.type === 'MemberExpression' &&
    memberName(object) === 'exports' &&
    exported.has(nameOf(object.object)) &&
    names.has(name)
  );
}

function declaredIn(declaration: Declaration | null | undefined): readonly AnyNode[] {
  if (!declaration) return [];
  return declaration.type === 'VariableDeclaration' ? declaration.declarations : [declaration];
}

/** Calls at a top level, by the declaration of their first argument. */
function callsByObject(top: TopLevel): Map<AnyNode, CallExpression[]> {
  const calls = new Map<AnyNode, CallExpression[]>();
  for (const cell of top.cells) {
    const name = cell.type === 'CallExpression' ? nameOf(cell.arguments[0]) : null;
    const object = name === null ? undefined : top.declarationOf(name, cell);
    if (!object || cell.type !== 'CallExpression') continue;
    const known = calls.get(object);
    if (known) known.push(cell);
    else calls.set(object, [cell]);
  }
  return calls;
}

/** Follows a bundle's exports to the declaration of its handler. */
class Search {
  private readonly top: TopLevel;
  private readonly regions: readonly ModuleRegion[];
  /** Declarations of objects that are exported as a whole. */
  private readonly exported = new Set<AnyNode>();
  /** Statements, declarators and assignments. */
  readonly handlers = new Set<AnyNode>();
  readonly modules = new Set<Cell>();
  private calls: ReadonlyMap<AnyNode, readonly CallExpression[]> | undefined;

  constructor(top: TopLevel, regions: readonly ModuleRegion[]) {
    this.top = top;
    this.regions = regions;
  }

  /** A handler is the value that its name was declared with, if there is one. */
  private addHandler(value: AnyNode, cell: AnyNode): void {
    const name = nameOf(value);
    const declaration = name === null ? cell : this.top.declarationOf(name, cell);
    if (!declaration || this.handlers.has(declaration) || this.handlers.size >= MAX_EXPORTS) return;
    this.handlers.add(declaration);
    const { value: init } = assignedTo(declaration);
    if (init?.type === 'Identifier') this.addHandler(init, declaration);
    else if (init?.type === 'MemberExpression') this.addMember(init, declaration);
  }

  /** `exports.R` and `webpackRequire(123).R`, where the bundler shortened the exported names. */
  private addMember(member: MemberExpression, cell: AnyNode): void {
    const name = nameOf(member.object);
    const object = name === null ? undefined : this.top.declarationOf(name, cell);
    if (object) this.addGetters(object, new Set([memberName(member) ?? '']));
    else if (member.object.type === 'CallExpression')
      this.addWhole(member.object, cell, new Set([memberName(member) ?? '']));
  }

  private callsWith(object: AnyNode): readonly CallExpression[] {
    this.calls ??= callsByObject(this.top);
    return this.calls.get(object) ?? [];
  }

  /** `define(exports, { handler: () => x })` */
  private addGetters(object: AnyNode, names: ReadonlySet<string>): void {
    for (const cell of this.callsWith(object))
      for (const value of cell.arguments.flatMap((each) => valuesIn(each, names)))
        this.addHandler(value, cell);
  }

  /** The export as a whole: an object, a module, or the name of either. */
  private addWhole(value: AnyNode, cell: AnyNode, names = HANDLER): void {
    for (const handler of valuesIn(value, names)) this.addHandler(handler, cell);
    if (value.type === 'Identifier') this.addNamed(value.name, cell);
    else if (value.type === 'CallExpression') this.addCalled(value, cell, names);
  }

  /** `toCommonJS(exports)`, `webpackRequire(123)`, `requireModule()` */
  private addCalled(call: CallExpression, cell: AnyNode, names: ReadonlySet<string>): void {
    const [first] = call.arguments;
    const wrapper = nameOf(call.callee);
    if (first?.type === 'Identifier') this.addNamed(first.name, cell);
    else if (first?.type === 'Literal') this.addKeyed(String(first.value), names);
    else if (!first && wrapper !== null) this.addWrapped(this.top.declarationOf(wrapper, cell), names);
  }

  private addNamed(name: string, cell: AnyNode): void {
    const object = this.top.declarationOf(name, cell);
    if (!object || this.exported.has(object) || this.exported.size >= MAX_EXPORTS) return;
    this.exported.add(object);
    this.addGetters(object, HANDLER);
    const { value } = assignedTo(object);
    if (value) this.addWhole(value, object);
  }

  private addWrapped(cell: Cell | undefined, names: ReadonlySet<string>): void {
    const isIn = ({ start, end }: Cell): boolean =>
      cell !== undefined && start >= cell.start && end <= cell.end;
    const module = this.regions.find(isIn);
    if (!module) return;
    const exported = exportedNames(module);
    const { cells } = flatCode(module.scope, 0);
    if (cells.some((each) => assigns(each, names, exported))) this.modules.add(module);
  }

  /** A module of webpack's: all of it, if it is CommonJS and exports a handler. Several ECMAScript modules may have been put together in one. */
  private addKeyed(wanted: string, names: ReadonlySet<string>): void {
    const module = this.regions.find(({ key }) => key === wanted);
    if (!module) return;
    const top = new TopLevel(module.scope, flatCode(module.scope, 0));
    const exported = exportedNames(module);
    const values = top.cells.flatMap((cell) =>
      cell.type === 'CallExpression' && exported.has(nameOf(cell.arguments[0]))
        ? cell.arguments.flatMap((each) => valuesIn(each, names))
        : [],
    );
    if (top.cells.some((cell) => assigns(cell, names, exported))) this.modules.add(module);
    for (const value of values.slice(0, MAX_EXPORTS)) {
      const declaration = top.declarationOf(nameOf(value) ?? '', value);
      if (declaration) this.handlers.add(declaration);
    }
  }

  /** Whether an object is the exports object, by any of its names. */
  private isExported(node: AnyNode, cell: AnyNode): boolean {
    const name = nameOf(node);
    const declaration = name === null ? undefined : this.top.declarationOf(name, cell);
    if (!declaration || this.exported.has(declaration)) return declaration !== undefined;
    const { value } = assignedTo(declaration);
    const alias = nameOf(value);
    const object = alias === null ? undefined : this.top.declarationOf(alias, declaration);
    return object !== undefined && this.exported.has(object);
  }

  /** `exports.handler = x`; of a module that has a function of its own, all of it. */
  private addAssigned(cell: AssignmentExpression, left: MemberExpression): void {
    if (isExports(left.object)) this.addHandler(cell.right, cell);
    else if (this.isExported(left.object, cell)) {
      const scope = this.top.scopeOf(cell);
      const holdsOthers = this.regions.some(({ start, end }) => start > scope.start && end < scope.end);
      if (scope.type !== 'Program' && !holdsOthers) this.modules.add(scope);
      else this.addHandler(cell.right, cell);
    }
  }

  /** Assignments to CommonJS exports: the whole first, then the members. */
  findAssigned(): void {
    const assigned = this.top.cells.filter((cell) => cell.type === 'AssignmentExpression');
    for (const cell of assigned.filter(({ left }) => isExports(left)).slice(-MAX_EXPORTS))
      this.addWhole(cell.right, cell);
    const members = assigned.filter(({ left }) => HANDLER.has(memberName(left) ?? ''));
    for (const cell of members.slice(-MAX_EXPORTS))
      if (cell.left.type === 'MemberExpression') this.addAssigned(cell, cell.left);
  }

  /** `export { x as handler }`, `export function handler() {…}` */
  findExported({ body }: Program): void {
    for (const statement of body) {
      if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
      for (const { local, exported } of statement.specifiers)
        if (HANDLER.has(nameOf(exported) ?? '')) this.addHandler(local, statement);
      for (const cell of declaredIn(statement.declaration))
        if (HANDLER.has(assignedTo(cell).name ?? '')) this.handlers.add(cell);
    }
  }
}

/**
 * The code that declares the handler that a bundle exports, and code that is known to belong to the same
 * module: the application's own code. Ranges may overlap.
 */
export function entryCode(program: Program, modules: readonly ModuleRegion[]): Cell[] {
  const top = new TopLevel(program, flatCode(program, 0));
  const search = new Search(top, modules);
  search.findAssigned();
  search.findExported(program);
  const handlers = [...search.handlers];
  return [...search.modules, ...handlers, ...entryRun(top.cells, handlers)];
}
