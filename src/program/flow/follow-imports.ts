import { inherit } from './elements.js';
import type { AnyNode, ExportNamedDeclaration, ImportDeclaration } from 'acorn';
import { declaredNames } from '../scopes/declare-names.js';
import type { Scope } from '../scopes/scope.js';
import type { Flow, OpenCode } from './flow.js';
import { placeOf } from './native-methods.js';
import { FlowNode, ObjectToken, type NativeToken, type Unit } from './value.js';
import { visit, type Followers } from './visit-parts.js';

/** The exports of the file that code stands in. */
function exportsOf(flow: Flow, { owner }: Scope<Unit>): ObjectToken {
  const known = flow.exportsOf.get(owner.file);
  return known ?? new ObjectToken('exports');
}

function nameOf(node: AnyNode): string {
  return node.type === 'Literal' ? String(node.value) : node.type === 'Identifier' ? node.name : '';
}

/** `require` or `import` of a file. */
export function loadingFunction(flow: Flow, kind: 'require' | 'import', file: string): NativeToken {
  return {
    kind: 'native',
    name: kind,
    run: ({ args: [specifier], result }) => {
      if (!specifier) return;
      flow.propagation.listen(specifier, (token) => {
        const module = token.kind === 'text' ? flow.modules?.load(token.text, { file, kind }) : null;
        if (module) flow.propagation.edge(module, result);
      });
    },
  };
}

function loaded(flow: Flow, specifier: unknown, { owner }: Scope<Unit>): FlowNode {
  const from = { file: owner.file, kind: 'import' as const };
  return flow.modules?.load(String(specifier), from) ?? new FlowNode();
}

function followImport(flow: Flow, node: ImportDeclaration, { scope }: OpenCode): void {
  const object = loaded(flow, node.source.value, scope);
  for (const each of node.specifiers) {
    const variable = scope.find(each.local.name);
    if (!variable) continue;
    const out = flow.variable(variable);
    if (each.type === 'ImportNamespaceSpecifier') flow.propagation.edge(object, out);
    else {
      const name = each.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(each.imported);
      flow.read({ object, name, out, place: { node: each, scope } });
    }
  }
}

function exportDeclared(flow: Flow, declaration: AnyNode, scope: Scope<Unit>): void {
  visit(flow, declaration, { scope });
  const names =
    declaration.type === 'VariableDeclaration'
      ? declaration.declarations.flatMap(({ id }) => declaredNames(id))
      : 'id' in declaration && declaration.id?.type === 'Identifier'
        ? [declaration.id.name]
        : [];
  for (const name of names) {
    const variable = scope.find(name);
    const slot = flow.properties.slot(exportsOf(flow, scope), name);
    if (variable) flow.propagation.edge(flow.variable(variable), slot);
  }
}

function followExport(flow: Flow, node: ExportNamedDeclaration, { scope }: OpenCode): void {
  if (node.declaration) exportDeclared(flow, node.declaration, scope);
  const from = node.source ? loaded(flow, node.source.value, scope) : null;
  for (const { local, exported } of node.specifiers) {
    const slot = flow.properties.slot(exportsOf(flow, scope), nameOf(exported));
    if (from) flow.read({ object: from, name: nameOf(local), out: slot, place: { node, scope } });
    else {
      const variable = scope.find(nameOf(local));
      if (variable) flow.propagation.edge(flow.variable(variable), slot);
    }
  }
}

export const IMPORTS: Followers = {
  ImportDeclaration: followImport,
  ExportNamedDeclaration: followExport,
  ExportDefaultDeclaration: (flow, { declaration }, { scope }) => {
    const slot = flow.properties.slot(exportsOf(flow, scope), 'default');
    if (declaration.type === 'FunctionDeclaration')
      flow.propagation.add(slot, flow.functionOf(declaration, scope));
    else flow.propagation.edge(flow.valueAt(declaration, scope), slot);
  },
  ExportAllDeclaration: (flow, { source, exported }, { scope }) => {
    const from = loaded(flow, source.value, scope);
    const token = exportsOf(flow, scope);
    if (exported) flow.propagation.edge(from, flow.properties.slot(token, nameOf(exported)));
    else inherit(flow, from, placeOf(flow, token));
  },
  ImportExpression: (flow, node, { scope, out }) => {
    const callee = new FlowNode();
    const args = [flow.valueAt(node.source, scope)];
    const result = out ?? new FlowNode();
    const site = {
      node,
      scope,
      isNew: false,
      callee,
      given: [node.source],
      args,
      spreadFrom: Infinity,
      result,
    };
    flow.call(site);
    flow.propagation.add(callee, loadingFunction(flow, 'import', scope.owner.file));
  },
};
