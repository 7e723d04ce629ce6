import { fieldOf, fieldsOf, type PythonNode } from '../../syntax/index.js';
import { textOf, type FlowState, type Running, type Values } from './flow-state.js';
import type { ModuleUnit, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

function nameIn(node: PythonNode, scope: Scope): string {
  return textOf(node, scope).replaceAll(/\s/g, '');
}

function moduleValue(unit: ModuleUnit): PythonValue {
  return { kind: 'module', key: `module:${unit.id}`, unit };
}

/** The name that is imported, and the name that code gives it. */
function namesOf(node: PythonNode, scope: Scope): readonly [name: string, alias: string | null] {
  const [name, alias] = [fieldOf(node, 'name'), fieldOf(node, 'alias')];
  if (node.type !== 'aliased_import' || !name) return [nameIn(node, scope), null];
  return [nameIn(name, scope), alias ? nameIn(alias, scope) : null];
}

/** An import statement. */
interface Importing extends Running {
  /** Makes the statements of a module run. */
  readonly start: (unit: ModuleUnit) => void;
}

/** `import a.b`, `import a.b as c` */
function bindPlain(flow: FlowState, { node, scope, start }: Importing): void {
  for (const each of fieldsOf(node, 'name')) {
    const [name, alias] = namesOf(each, scope);
    const parts = name.split('.');
    const found = flow.findModules(parts, 0, scope.module.path);
    for (const unit of found) start(unit);
    const wanted = alias === null ? found[0] : found.at(-1);
    const outside = alias === null ? (parts[0] ?? '') : name;
    flow.add(cellOf(scope.names, alias ?? parts[0] ?? ''), [
      wanted ? moduleValue(wanted) : flow.domain.imported(outside),
    ]);
  }
}

/** The module of `from ..a import b`. */
interface FromModule {
  readonly written: string;
  readonly level: number;
  readonly parts: readonly string[];
}

function fromModule({ node, scope }: Running): FromModule {
  const from = fieldOf(node, 'module_name');
  const written = from ? nameIn(from, scope) : '';
  const level = /^\.*/.exec(written)?.[0].length ?? 0;
  const parts = written.slice(level).split('.');
  return { written, level, parts: parts.filter((part) => part !== '') };
}

/** The values of a name that is imported from a module: what the module defines, or a submodule. */
function importedValues(
  flow: FlowState,
  name: string,
  { from, unit, importing }: { from: FromModule; unit: ModuleUnit | undefined; importing: Importing },
): Values {
  const { path } = importing.scope.module;
  const inside = flow.findModules([...from.parts, name], from.level, path).at(-1);
  if (inside) importing.start(inside);
  if (!unit && !inside && from.level === 0) return [flow.domain.imported(`${from.written}.${name}`)];
  const values = unit ? flow.namesOf(unit, name) : [];
  return values.length > 0 || !inside ? values : [moduleValue(inside)];
}

/** `from ..a import b as c`, `from a import *` */
function bindFrom(flow: FlowState, importing: Importing): void {
  const { node, scope, start } = importing;
  const { path } = scope.module;
  const from = fromModule(importing);
  const found = flow.findModules(from.parts, from.level, path);
  for (const unit of found) start(unit);
  const unit = found.at(-1);
  if (unit && node.children.some(({ type }) => type === 'wildcard_import')) scope.module.stars.add(unit);
  for (const each of fieldsOf(node, 'name')) {
    const [name, alias] = namesOf(each, scope);
    flow.add(cellOf(scope.names, alias ?? name), importedValues(flow, name, { from, unit, importing }));
  }
}

/** Gives names to what an import statement imports, and makes the statements of own modules run. */
export function bindImport(flow: FlowState, running: Running): void {
  bind(flow, { ...running, start: (unit) => flow.start(unit) });
}

/** Gives names to what is imported for types alone: modules do not run. */
export function bindTypes(flow: FlowState, running: Running): void {
  for (const node of running.node.children)
    if (/^import_(?:from_)?statement$/.test(node.type)) bind(flow, { ...running, node, start: () => {} });
}

function bind(flow: FlowState, importing: Importing): void {
  if (importing.node.type === 'import_statement') bindPlain(flow, importing);
  else bindFrom(flow, importing);
}
