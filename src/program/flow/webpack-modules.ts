import type { AnyNode } from 'acorn';
import { eachChild, textOf } from '../../syntax/index.js';
import { bindArguments } from './bind-call.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { commonjsModule } from './lazy-modules.js';
import { placeOf } from './native-methods.js';
import { ObjectToken, type CallSite, type FlowNode, type FunctionNode } from './value.js';

/** The id of a module that a call names; a bundle's first module may be called by `load(load.s = 5)`. */
export function idIn({ given: [given] }: CallSite): string | null {
  const first = given?.type === 'AssignmentExpression' ? given.right : given;
  if (first?.type === 'Literal' && typeof first.value === 'number') return String(first.value);
  return textOf(first);
}

/** The variable with the modules: `modules[id](module, module.exports, loader)`. */
function tableName(node: FunctionNode): string | null {
  const [param] = node.params;
  if (param?.type !== 'Identifier') return null;
  const open: AnyNode[] = [node.body];
  for (let at = open.pop(); at; at = open.pop()) {
    const name = at.type === 'CallExpression' ? calledTable(at.callee, param.name) : null;
    if (name !== null) return name;
    eachChild(at, (child) => open.push(child));
  }
  return null;
}

function calledTable(callee: AnyNode, id: string): string | null {
  if (callee.type !== 'MemberExpression') return null;
  const { object, property, computed } = callee;
  // `modules[id].call(…)`
  if (!computed) return calledTable(object, id);
  const isTable = object.type === 'Identifier' && property.type === 'Identifier' && property.name === id;
  return isTable ? object.name : null;
}

interface ModuleId {
  /** webpack's function that loads modules. */
  readonly loader: ObjectToken;
  readonly id: string;
}

/** The objects with a bundle's modules. */
function tableOf(flow: Flow, loader: ObjectToken): FlowNode | null {
  const known = flow.tables.get(loader);
  if (known !== undefined) return known;
  const { unit } = loader;
  const name = unit && tableName(unit.node as FunctionNode);
  const variable = name ? unit.outer?.find(name) : null;
  const table = variable ? flow.variable(variable) : null;
  flow.tables.set(loader, table);
  if (table && unit) flow.onTable?.(table, unit.file);
  return table;
}

/** Loads the modules whose ids code computes. */
export function requireComputed(flow: Flow, loader: ObjectToken, site: CallSite): boolean {
  const [id] = site.args;
  if (!id || !tableOf(flow, loader)) return false;
  flow.propagation.listen(id, (token) => {
    if (token.kind === 'text') requireById(flow, { loader, id: token.text }, site);
  });
  return true;
}

/** Loads a module of webpack's by its id. @returns false if the function loads no modules. */
export function requireById(flow: Flow, { loader, id }: ModuleId, site: CallSite): boolean {
  const table = tableOf(flow, loader);
  if (!table) return false;
  const modules = keep(flow.byId, loader, () => new Map<string, FlowNode>());
  const value = keep(modules, id, () => {
    const { module, exports, value: exported } = commonjsModule(flow);
    const args = [placeOf(flow, module), placeOf(flow, exports), placeOf(flow, loader)];
    flow.propagation.listen(table, (token) => {
      if (!(token instanceof ObjectToken)) return;
      flow.propagation.listen(flow.properties.lookup(token, id), (code) => {
        if (!(code instanceof ObjectToken) || !code.unit) return;
        flow.propagation.add(code.unit.receiver, exports);
        bindArguments(flow, code.unit, { args, spreadFrom: Infinity });
      });
    });
    return exported;
  });
  flow.propagation.edge(value, site.result);
  return true;
}
