import { LONGEST_CODE_LIST } from '../parameters/features.js';
import type { AnyNode, Program } from 'acorn';
import type { Features } from './feature-log.js';
import { TreeWalk, type Visitors } from './tree-walk.js';
import { visitCall, visitMember, visitNew } from './visit-calls.js';
import { visitJoined, visitKeyed, visitLiteral } from './visit-literals.js';
import { visitAssignment, visitBinary, visitBranches, visitUnary } from './visit-operators.js';
import { visitExpressionScope, visitFunction, visitProgram, visitTopLevel } from './visit-scopes.js';

/** Raise it when the same text gives other features than before: an index is valid for one version only. */
export const FEATURES_VERSION = 5;

function visitImported(source: AnyNode | null | undefined, walk: TreeWalk): void {
  walk.isModule = true;
  if (source?.type === 'Literal' && typeof source.value === 'string') walk.specifiers.add(source.value);
}

const VISITORS = {
  Program: visitProgram,
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  ArrowFunctionExpression: visitFunction,
  Literal: visitLiteral,
  TemplateLiteral: visitJoined,
  BinaryExpression: visitBinary,
  UnaryExpression: visitUnary,
  AssignmentExpression: visitAssignment,
  IfStatement: visitBranches,
  ConditionalExpression(node, walk) {
    if (!visitExpressionScope(node, walk)) visitBranches(node, walk);
  },
  LogicalExpression(node, walk) {
    if (!visitExpressionScope(node, walk)) walk.visitChildren(node);
  },
  MemberExpression: visitMember,
  CallExpression: visitCall,
  NewExpression: visitNew,
  Property: visitKeyed,
  PropertyDefinition: visitKeyed,
  MethodDefinition: visitKeyed,
  ThrowStatement(node, walk) {
    walk.visit(node.argument);
    walk.operator('throw', node.start);
  },
  VariableDeclarator(node, walk) {
    walk.visit(node.init);
    walk.visit(node.id);
  },
  ExpressionStatement(node, walk) {
    if (!node.directive) walk.visit(node.expression);
  },
  ObjectExpression(node, walk) {
    if (node.properties.length > LONGEST_CODE_LIST) walk.inDataTable(() => walk.visitChildren(node));
    else walk.visitChildren(node);
  },
  ArrayExpression(node, walk) {
    if (node.elements.length > LONGEST_CODE_LIST) walk.inDataTable(() => walk.visitChildren(node));
    else walk.visitChildren(node);
  },
  ImportExpression(node, walk) {
    if (node.source.type === 'Literal' && typeof node.source.value === 'string')
      walk.specifiers.add(node.source.value);
    else walk.visit(node.source);
  },
  ImportDeclaration: (node, walk) => visitImported(node.source, walk),
  ExportAllDeclaration: (node, walk) => visitImported(node.source, walk),
  ExportNamedDeclaration(node, walk) {
    visitImported(node.source, walk);
    if (node.declaration) visitTopLevel(node.declaration, walk);
  },
  ExportDefaultDeclaration(node, walk) {
    visitImported(null, walk);
    visitTopLevel(node.declaration, walk);
  },
} satisfies Visitors;

/** The features of one source text, and its imports. */
export interface SourceFeatures {
  readonly features: Features;
  /** Specifiers of `require("x")`, `import` and `export … from`. */
  readonly specifiers: readonly string[];
  /** Whether it has the syntax of an ECMAScript module. */
  readonly isModule: boolean;
}

/**
 * Features of a program that survive bundling, minifying and lowering. **Atoms** are whole texts, property names, regular expressions
 * and numbers. **Shapes** are eight neighbouring tokens of a function's operations. Tokens are in evaluation order, operands before
 * their operation: this order stays when a minifier replaces a variable by its value. One pass, linear.
 * @param scopes functions and guarded expressions that a bundler wrapped around modules: read as modules of their own.
 * @throws RangeError when the tree is nested too deeply for the stack.
 */
export function sourceFeatures(program: Program, scopes: ReadonlySet<AnyNode>): SourceFeatures {
  const walk = new TreeWalk(VISITORS, scopes);
  walk.visit(program);
  return { features: walk.log.list(), specifiers: [...walk.specifiers], isModule: walk.isModule };
}
