import type { AnyNode } from 'acorn';

/** Child fields of each kind of node, in the order of their text. Kinds that are not here have no children. */
export const CHILD_FIELDS: Readonly<Partial<Record<AnyNode['type'], readonly string[]>>> = {
  Program: ['body'],
  ExpressionStatement: ['expression'],
  BlockStatement: ['body'],
  StaticBlock: ['body'],
  WithStatement: ['object', 'body'],
  ReturnStatement: ['argument'],
  LabeledStatement: ['body'],
  IfStatement: ['test', 'consequent', 'alternate'],
  SwitchStatement: ['discriminant', 'cases'],
  SwitchCase: ['test', 'consequent'],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['param', 'body'],
  WhileStatement: ['test', 'body'],
  DoWhileStatement: ['body', 'test'],
  ForStatement: ['init', 'test', 'update', 'body'],
  ForInStatement: ['left', 'right', 'body'],
  ForOfStatement: ['left', 'right', 'body'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  FunctionDeclaration: ['params', 'body'],
  FunctionExpression: ['params', 'body'],
  ArrowFunctionExpression: ['params', 'body'],
  ClassDeclaration: ['superClass', 'body'],
  ClassExpression: ['superClass', 'body'],
  ClassBody: ['body'],
  MethodDefinition: ['key', 'value'],
  PropertyDefinition: ['key', 'value'],
  ArrayExpression: ['elements'],
  ObjectExpression: ['properties'],
  ArrayPattern: ['elements'],
  ObjectPattern: ['properties'],
  Property: ['key', 'value'],
  RestElement: ['argument'],
  SpreadElement: ['argument'],
  AssignmentPattern: ['left', 'right'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  AssignmentExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  CallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  MemberExpression: ['object', 'property'],
  ChainExpression: ['expression'],
  SequenceExpression: ['expressions'],
  ParenthesizedExpression: ['expression'],
  YieldExpression: ['argument'],
  AwaitExpression: ['argument'],
  TemplateLiteral: ['quasis', 'expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  ImportExpression: ['source'],
  ExportNamedDeclaration: ['declaration'],
  ExportDefaultDeclaration: ['declaration'],
};

type NodeFields = Readonly<Record<string, AnyNode | readonly (AnyNode | null)[] | null | undefined>>;

/** Calls back with the children of a node, in the order of their text. */
export function eachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  const fields = node as unknown as NodeFields;
  for (const field of CHILD_FIELDS[node.type] ?? []) {
    const value = fields[field];
    if (!value) continue;
    if ('type' in value) visit(value);
    else value.forEach((child) => child && visit(child));
  }
}
