/** A node of a syntax tree of Python. https://github.com/tree-sitter/tree-sitter-python/blob/master/src/node-types.json */
export interface PythonNode {
  /** As the grammar names it: `call`, `identifier`; operators and keywords are their own text. */
  readonly type: string;
  /** The field of the parent that it is; null for none. */
  readonly field: string | null;
  /** Positions in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Named nodes, and operators. */
  readonly children: readonly PythonNode[];
}

/** The child that is a field of a node. */
export function fieldOf(node: PythonNode, field: string): PythonNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

/** All children that are a field of a node: `import a, b` has several names. */
export function fieldsOf(node: PythonNode, field: string): readonly PythonNode[] {
  return node.children.filter((child) => child.field === field);
}
