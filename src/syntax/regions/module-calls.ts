import type { AnyNode, Program } from 'acorn';
import { limitOf } from '../../files/index.js';
import { freeNames } from '../free-names.js';
import { eachChild } from '../node-kinds.js';
import type { ModuleRegion } from './module-region.js';

/** A place where code runs a module that a bundler kept apart. */
export interface ModuleCall {
  /** Position of the call in the text. */
  readonly at: number;
  readonly to: ModuleRegion;
}

/** How code names modules: by the variable that holds one, or by the key of one in a map. */
interface Named {
  readonly byName: ReadonlyMap<string, ModuleRegion>;
  readonly byKey: ReadonlyMap<string, ModuleRegion>;
}

/** Modules by a name that only one of them has: minifiers use short names again in other scopes. */
function onlyOnes(modules: readonly ModuleRegion[], of: (region: ModuleRegion) => string | undefined) {
  const found = new Map<string, ModuleRegion>();
  const doubled = new Set<string>();
  for (const region of modules) {
    const name = of(region);
    if (name === undefined) continue;
    if (found.has(name)) doubled.add(name);
    found.set(name, region);
  }
  for (const name of doubled) found.delete(name);
  return found;
}

/** The variable in `name()`; null for any other node. */
function calledName(node: AnyNode): string | null {
  return node.type === 'CallExpression' && node.arguments.length === 0 && node.callee.type === 'Identifier'
    ? node.callee.name
    : null;
}

/** The key in `require(123)`, if the callee is one of the names. */
function calledKey(node: AnyNode, names: ReadonlySet<string>): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null;
  const [key, ...others] = node.arguments;
  if (key?.type !== 'Literal' || others.length > 0 || !names.has(node.callee.name)) return null;
  return String(key.value);
}

function parametersOf(scope: AnyNode): Set<string> {
  const parameters = 'params' in scope ? scope.params : [];
  return new Set(parameters.flatMap((each) => (each.type === 'Identifier' ? [each.name] : [])));
}

/** Visits a node and what is below it, without what `isClosed` refuses. */
function walk(root: AnyNode, isClosed: (node: AnyNode) => boolean, visit: (node: AnyNode) => void): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    eachChild(node, (child) => {
      if (!isClosed(child)) open.push(child);
    });
  }
}

function callsIn(
  { scope }: ModuleRegion,
  { byName, byKey }: Named,
  scopes: ReadonlySet<AnyNode>,
): ModuleCall[] {
  const free = freeNames(scope);
  const parameters = parametersOf(scope);
  const calls: ModuleCall[] = [];
  walk(
    scope,
    (node) => scopes.has(node),
    (node) => {
      const name = calledName(node);
      const key = calledKey(node, parameters);
      const to =
        (name !== null && free.has(name) && byName.get(name)) || (key !== null && byKey.get(key)) || null;
      if (to && to.scope !== scope) calls.push({ at: node.start, to });
    },
  );
  return calls;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Whether a node is `(function () {…})()`: its code runs in the scope of the bundle. */
function isFrame(node: AnyNode): boolean {
  return node.type === 'CallExpression' && node.arguments.length === 0 && FUNCTIONS.has(node.callee.type);
}

/** Calls of named modules outside of functions: there, no other variable has the name. */
function hoistedCalls(program: Program, { byName }: Named, scopes: ReadonlySet<AnyNode>): ModuleCall[] {
  const frames = new Set<AnyNode>();
  const calls: ModuleCall[] = [];
  walk(
    program,
    (node) => scopes.has(node) || (FUNCTIONS.has(node.type) && !frames.has(node)),
    (node) => {
      if (isFrame(node) && node.type === 'CallExpression') frames.add(node.callee);
      const to = byName.get(calledName(node) ?? '');
      if (to) calls.push({ at: node.start, to });
    },
  );
  return calls;
}

/** Where the code of a bundle runs its modules. A call that is found is one; not all are found. Sorted by position. */
export function moduleCalls(program: Program, modules: readonly ModuleRegion[]): ModuleCall[] {
  const named = {
    byName: onlyOnes(modules, ({ name }) => name),
    byKey: onlyOnes(modules, ({ key }) => key),
  };
  const scopes = new Set(modules.map(({ scope }) => scope));
  const calls = hoistedCalls(program, named, scopes);
  // Nested modules are walked once for each module around them.
  let left = limitOf('module-call-walk') * (program.end - program.start);
  for (const region of modules) {
    left -= region.end - region.start;
    if (left < 0) break;
    calls.push(...callsIn(region, named, scopes));
  }
  return calls.sort((a, b) => a.at - b.at);
}
