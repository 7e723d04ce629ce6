import type {
  AnyNode,
  ArrayExpression,
  ArrowFunctionExpression,
  FunctionExpression,
  ObjectExpression,
} from 'acorn';
import { textOf } from '../../syntax/index.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { ObjectToken, type CallSite, type FlowNode } from './value.js';

/** The expression that a function without parameters returns; null of other nodes. */
function returnedBy(node: AnyNode | undefined): AnyNode | null {
  const isFunction = node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
  return isFunction && node.params.length === 0 ? onlyValue(node) : null;
}

function onlyValue(node: ArrowFunctionExpression | FunctionExpression): AnyNode | null {
  const { body } = node;
  if (body.type !== 'BlockStatement') return body;
  const [only] = body.body;
  return body.body.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? null) : null;
}

type Exports = readonly (readonly [name: string, value: AnyNode])[];

/** `{ a: () => x, b: () => y }`; null of other objects. */
function tableIn(node: ObjectExpression): Exports | null {
  const found: [string, AnyNode][] = [];
  for (const property of node.properties) {
    const name = property.type === 'Property' ? nameOfKey(property) : null;
    const value = property.type === 'Property' ? returnedBy(property.value) : null;
    if (name === null || value === null) return null;
    found.push([name, value]);
  }
  return found;
}

/** `['a', () => x, 'b', 0, value]` of newer versions of webpack; null of other lists. */
function listIn({ elements }: ArrayExpression): Exports | null {
  const found: [string, AnyNode][] = [];
  for (let at = 0; at < elements.length; at += 2) {
    const [name, second] = [elements[at], elements[at + 1]];
    const text = textOf(name);
    if (text === null || !second) return null;
    const isValue = second.type === 'Literal';
    if (isValue) at += 1;
    const value = isValue ? elements[at + 1] : returnedBy(second);
    if (!value) return null;
    found.push([text, value]);
  }
  return found;
}

function exportsIn({ given }: CallSite): { readonly table: Exports; readonly target: number | null } | null {
  const at = given.findIndex(({ type }) => type === 'ObjectExpression');
  const object = given[at];
  if (object?.type === 'ObjectExpression') {
    const table = tableIn(object);
    return table && { table, target: at === 0 ? null : 0 };
  }
  const [, name, getter] = given;
  if (name?.type === 'ArrayExpression') {
    const table = listIn(name);
    return table && { table, target: 0 };
  }
  const value = returnedBy(getter);
  const text = textOf(name);
  return text === null || value === null ? null : { table: [[text, value]], target: 0 };
}

/** Marks an object as a module's exports: nobody reads them by name alone. */
function close(token: ObjectToken): void {
  if (token.form !== 'literal') return;
  token.form = 'exports';
  token.isOpen = false;
}

/** `helper(exports, { a: () => x })`: an export is what the function returns, and has no effect until it is read. */
export function addExports(flow: Flow, site: CallSite): boolean {
  const found = exportsIn(site);
  if (!found) return false;
  const { table, target } = found;
  const add = (token: ObjectToken): void => {
    close(token);
    for (const [name, value] of table)
      flow.propagation.edge(flow.valueAt(value, site.scope), flow.properties.slot(token, name));
  };
  if (target === null) {
    const token = keep(flow.arrays, site.node, () => new ObjectToken('exports'));
    add(token);
    flow.propagation.add(site.result, token);
    return true;
  }
  const [object] = site.args as readonly [FlowNode];
  flow.propagation.listen(object, (token) => {
    if (token instanceof ObjectToken) add(token);
  });
  flow.propagation.edge(object, site.result);
  return true;
}
