import { nodesOf, returnsOf, type ClassUnit } from '../../program/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';

/** A method of a class with its decorators, as code writes them. */
export interface Decorated {
  readonly method: PythonNode;
  readonly decorators: readonly PythonNode[];
}

const READING: ReadonlySet<string> = new Set([
  'attribute',
  'comparison_operator',
  'not_operator',
  'boolean_operator',
  'subscript',
]);
const PLAIN_STATEMENT =
  /^(?:expression_statement|function_definition|decorated_definition|class_definition|pass_statement)$/;

export function membersIn(node: PythonNode | undefined): readonly PythonNode[] {
  return node?.children.filter(({ type }) => type !== 'comment') ?? [];
}

/** The name of a parameter by its place. */
export function parameterAt(method: PythonNode, at: number, text: string): string {
  const each = membersIn(fieldOf(method, 'parameters'))[at];
  const name = each?.type === 'identifier' ? each : each?.children.find(({ type }) => type === 'identifier');
  return name ? text.slice(name.start, name.end) : '';
}

/** Whether a method may give an object other attributes: it calls a method of the object, hands it on or assigns to it. */
export function mayChange(method: PythonNode, self: string, text: string): boolean {
  const isSelf = (node: PythonNode | undefined): boolean =>
    node?.type === 'identifier' && text.slice(node.start, node.end) === self;
  const isRead = (node: PythonNode, inner: PythonNode): boolean => {
    if (READING.has(node.type)) return true;
    return node.type === 'call'
      ? fieldOf(node, 'function') !== inner
      : /^(?:argument_list|if_statement|elif_clause|parenthesized_expression|return_statement|binary_operator|raise_statement|interpolation)$/.test(
          node.type,
        );
  };
  for (const node of nodesOf(method))
    for (const child of node.children) {
      const isOwn = child.type === 'attribute' && isSelf(fieldOf(child, 'object'));
      if (isOwn && !isRead(node, child)) return true;
      if (isSelf(child) && !/^(?:attribute|return_statement|parameters)$/.test(node.type)) return true;
    }
  return false;
}

/** Names that a statement of a class gives something. */
function nameGiven(statement: PythonNode, text: string): string {
  const [first] = statement.children;
  const definition = statement.type === 'decorated_definition' ? fieldOf(statement, 'definition') : statement;
  const name =
    first?.type === 'assignment' ? fieldOf(first, 'left') : definition && fieldOf(definition, 'name');
  return name ? text.slice(name.start, name.end) : '';
}

/** Whether the body of a class defines each of its methods once, whatever happens. */
export function isPlainBody(node: PythonNode, text: string): boolean {
  const statements = membersIn(fieldOf(node, 'body'));
  const names = statements.map((each) => nameGiven(each, text)).filter(Boolean);
  return statements.every(({ type }) => PLAIN_STATEMENT.test(type)) && new Set(names).size === names.length;
}

/** Whether all that a function returns is one of its parameters, and it returns. */
export function returnsOnly(method: PythonNode, name: string, text: string): boolean {
  const body = fieldOf(method, 'body');
  const returns = body ? returnsOf(body) : [];
  const isSame = ({ children: [value] }: PythonNode): boolean =>
    value?.type === 'identifier' && text.slice(value.start, value.end) === name;
  return name !== '' && returns.length > 0 && returns.every(isSame);
}

export function decoratedIn({ node }: ClassUnit): readonly Decorated[] {
  return membersIn(fieldOf(node, 'body')).flatMap((each) => {
    const method = each.type === 'decorated_definition' ? fieldOf(each, 'definition') : undefined;
    const decorators = each.children.filter(({ type }) => type === 'decorator');
    return method?.type === 'function_definition' ? [{ method, decorators }] : [];
  });
}
