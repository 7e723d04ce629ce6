import { fieldOf, type PythonNode } from '../../syntax/index.js';
import {
  Cell,
  Cells,
  type FunctionUnit,
  type ModuleUnit,
  type PythonValue,
  type Scope,
} from './python-value.js';
import type { ValueBudget } from './value-budget.js';

/** The cell of a name in a map, made when it is first used. */
export function cellOf(cells: Cells, name: string): Cell {
  return cells.own(name);
}

/** A text in quotes without code in it; null for other nodes. Escapes stay as they are written. */
export function constantText(node: PythonNode, text: string): string | null {
  if (node.type === 'concatenated_string') {
    const parts = node.children.map((child) => constantText(child, text));
    return parts.every((part) => part !== null) ? parts.join('') : null;
  }
  if (node.type !== 'string' || node.children.some(({ type }) => type === 'interpolation')) return null;
  return node.children
    .filter(({ type }) => type === 'string_content')
    .map(({ start, end }) => text.slice(start, end))
    .join('');
}

/** The name of a parameter; null for the signs `*` and `/`. */
function parameterName(node: PythonNode, text: string): string | null {
  const named =
    fieldOf(node, 'name') ??
    (node.type === 'identifier' ? node : node.children.find(({ type }) => type === 'identifier'));
  return named ? text.slice(named.start, named.end) : null;
}

interface Parameters {
  readonly positions: readonly string[];
  readonly rest: string | null;
  readonly keywords: string | null;
  readonly all: readonly string[];
}

/** `*args` and `**kwargs`, also with a type. */
function patternOf(node: PythonNode): string {
  const inner = node.type === 'typed_parameter' ? node.children[0] : node;
  return inner?.type ?? '';
}

/** The name of a parameter, also of `*args: T`, whose pattern is inside. */
function nameIn(node: PythonNode, text: string): string | null {
  const [inner] = node.children;
  return parameterName(
    node.type === 'typed_parameter' && inner?.type.endsWith('_pattern') ? inner : node,
    text,
  );
}

function parametersOf(node: PythonNode, text: string): Parameters {
  const all = fieldOf(node, 'parameters')?.children ?? [];
  const nameOf = (pattern: string): string | null => {
    const found = all.find((each) => patternOf(each) === pattern);
    return found ? nameIn(found, text) : null;
  };
  const [rest, keywords] = [nameOf('list_splat_pattern'), nameOf('dictionary_splat_pattern')];
  const isPlain = (each: PythonNode): boolean => !/_pattern$|_separator$/.test(patternOf(each));
  const named = all.filter(isPlain).flatMap((each) => nameIn(each, text) ?? []);
  const byName = all.findIndex((each) => /^(?:keyword_separator|list_splat_pattern)$/.test(patternOf(each)));
  const before = byName < 0 ? all : all.slice(0, byName);
  const positions = before.filter(isPlain).flatMap((each) => nameIn(each, text) ?? []);
  return { positions, rest, keywords, all: [...named, ...[rest, keywords].filter((name) => name !== null)] };
}

let units = 0;

/** A number that no other unit has. */
export function nextId(): number {
  units += 1;
  return units;
}

/** A function, with a scope and cells of its own. @param around the scope that it is defined in. */
export function functionUnit(
  node: PythonNode,
  around: Scope,
  binding: FunctionUnit['binding'],
): FunctionUnit {
  const { positions, rest, keywords, all } = parametersOf(node, around.module.text);
  const results = new Cell();
  const names = new Cells();
  for (const name of all) names.own(name);
  const scope: Scope = {
    id: nextId(),
    names,
    parent: around,
    module: around.module,
    isClass: false,
    node,
    globals: new Set(),
    nonlocals: new Set(),
    results,
  };
  return {
    id: nextId(),
    node,
    scope,
    parameters: names,
    positions,
    rest,
    keywords,
    all,
    results,
    binding,
    isLive: false,
  };
}

/** A scope of a module or class. */
export function scopeOf(module: () => ModuleUnit, parent: Scope | null, isClass: boolean): Scope {
  const scope = {
    id: nextId(),
    names: new Cells(),
    parent,
    isClass,
    globals: new Set<string>(),
    nonlocals: new Set<string>(),
    results: null,
  };
  return Object.defineProperty(scope as unknown as Scope, 'module', { get: module, enumerable: true });
}

/** Names that the body of a class gives a type, with their types. */
export function fieldTypes(node: PythonNode, text: string): ReadonlyMap<string, PythonNode> {
  const statements = fieldOf(node, 'body')?.children ?? [];
  const fields = statements.flatMap(({ children: [statement] }) => {
    const left = statement?.type === 'assignment' ? fieldOf(statement, 'left') : undefined;
    const type = statement && left?.type === 'identifier' ? fieldOf(statement, 'type') : undefined;
    return left && type ? [[text.slice(left.start, left.end), type] as const] : [];
  });
  return new Map(fields);
}

/** Adds values to a cell, as far as a budget allows. @returns whether the cell changed. */
export function addTo(cell: Cell, values: Iterable<PythonValue>, budget: ValueBudget): boolean {
  const { count } = cell;
  for (const value of values) {
    if (budget.isSpent) break;
    budget.spend(1);
    if (cell.lacks(value) && budget.allows(cell.count)) cell.put(value);
  }
  if (cell.count === count) return false;
  cell.wakeReaders();
  return true;
}
