import type { AnyNode, Expression, VariableDeclaration } from 'acorn';
import { limitOf } from '../../files/index.js';
import { namesInPattern } from '../../syntax/index.js';
import { ConstantLists } from './constant-lists.js';

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

/** Names that a node gives another value. */
function assignedBy(node: AnyNode): string[] {
  const isAssigning =
    node.type === 'AssignmentExpression' || node.type === 'ForOfStatement' || node.type === 'ForInStatement';
  if (!isAssigning || node.left.type === 'MemberExpression' || node.left.type === 'VariableDeclaration')
    return [];
  return namesInPattern(node.left);
}

/** Names of a script that have one constant definition in all of it. */
export class ConstantNames {
  private readonly values = new Map<string, Expression>();
  private readonly bindings = new Map<string, number>();
  private readonly lists = new ConstantLists();

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
    this.lists.add(node);
    if (node.type === 'VariableDeclaration') this.addVariables(node);
    else for (const name of [...boundBy(node), ...assignedBy(node)]) this.count(name);
  }

  /** The definition of a name; null if the name is bound elsewhere, too, or its value may change. */
  valueOf(name: string): Expression | null {
    return this.bindings.get(name) === 1 ? (this.values.get(name) ?? null) : null;
  }

  /** The elements of a list that is written out, or that a name stands for and nothing changes; null of other expressions. */
  elementsOf(list: AnyNode): readonly AnyNode[] | null {
    if (list.type === 'Identifier') {
      const value = this.valueOf(list.name);
      return value?.type === 'ArrayExpression' && this.lists.isUnchanged(list.name)
        ? this.elementsOf(value)
        : null;
    }
    if (list.type !== 'ArrayExpression' || list.elements.length > limitOf('constant-list')) return null;
    const elements = list.elements.filter((each) => each !== null);
    return elements.some(({ type }) => type === 'SpreadElement') ? null : elements;
  }

  /** The values that a name has one after another: it gets each element of a list, and nothing else. Null of other names. */
  eachValueOf(name: string): readonly AnyNode[] | null {
    const list = this.bindings.get(name) === 1 ? this.lists.listBehind(name) : null;
    return list && this.elementsOf(list);
  }
}
