import type { AnyNode, Expression, VariableDeclaration } from 'acorn';
import { namesInPattern } from '../../syntax/index.js';

/** What a node binds beside variables: parameters, names of functions and classes, imports. */
function boundBy(node: AnyNode): string[] {
  const names: string[] = [];
  if ('params' in node) for (const each of node.params) names.push(...namesInPattern(each));
  if (node.type === 'CatchClause' && node.param) names.push(...namesInPattern(node.param));
  if ('id' in node && node.id?.type === 'Identifier' && node.type !== 'VariableDeclarator')
    names.push(node.id.name);
  if (node.type === 'ImportDeclaration') names.push(...node.specifiers.map(({ local }) => local.name));
  return names;
}

/** Names of a script that have one constant definition in all of it. */
export class ConstantNames {
  private readonly values = new Map<string, Expression>();
  private readonly bindings = new Map<string, number>();

  private count(name: string): void {
    this.bindings.set(name, (this.bindings.get(name) ?? 0) + 1);
  }

  private addVariables({ kind, declarations }: VariableDeclaration): void {
    for (const { id, init } of declarations) {
      for (const name of namesInPattern(id)) this.count(name);
      if (kind === 'const' && id.type === 'Identifier' && init) this.values.set(id.name, init);
    }
  }

  /** Called for every node of the script. */
  add(node: AnyNode): void {
    if (node.type === 'VariableDeclaration') this.addVariables(node);
    else for (const name of boundBy(node)) this.count(name);
  }

  /** The definition of a name; null if the name is bound elsewhere, too, or its value may change. */
  valueOf(name: string): Expression | null {
    return this.bindings.get(name) === 1 ? (this.values.get(name) ?? null) : null;
  }
}
