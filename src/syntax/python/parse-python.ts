import type { Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { beat, limitOf } from '../../files/index.js';
import { loadPythonParser } from '../load-python-parser.js';
import type { Unparsed } from '../parse-script.js';
import type { PythonNode } from './python-node.js';

/** A script in Python as a tree. */
export interface PythonScript {
  readonly text: string;
  readonly root: PythonNode;
  /** Whether parts of the text fit no rule of the grammar: the tree lacks them, or guesses what they are. */
  readonly hasErrors: boolean;
}

const JOINED_LINE = /\\\r?\n/g;

/** Whether many lines without code are joined by backslashes. The grammar's scanner takes the square of their number. */
function hasManyJoins(text: string): boolean {
  let end = -1;
  let joins = 0;
  for (const { 0: join, index } of text.matchAll(JOINED_LINE)) {
    joins = end >= 0 && text.slice(end, index).trim() === '' ? joins + 1 : 1;
    if (joins > limitOf('python-joins')) return true;
    end = index + join.length;
  }
  return false;
}

/** The parser's own tree, which the caller has to free; null if parsing was given up. */
function parse(parser: Parser, text: string): Tree | null {
  let repairs = 0;
  parser.reset();
  return parser.parse(text, null, {
    // Called about once for each 200 characters. After a mistake the parser tries many ways to go on.
    progressCallback({ hasError }) {
      if (hasError) repairs += 1;
      beat();
      return repairs > limitOf('python-repairs');
    },
  });
}

interface OpenNode extends PythonNode {
  readonly children: OpenNode[];
}

function nodeAt(cursor: TreeCursor): OpenNode {
  const { nodeType: type, currentFieldName: field, startIndex: start, endIndex: end } = cursor;
  return { type, field, start, end, children: [] };
}

/** Punctuation without a name says nothing that its neighbours do not. */
function isKept(cursor: TreeCursor): boolean {
  return cursor.nodeIsNamed || cursor.currentFieldName !== null;
}

/** Nodes that have no others inside. Each question to the parser's own tree takes longer than all that is done with the answer. */
const LEAVES: ReadonlySet<string> = new Set([
  '',
  'comment',
  'identifier',
  'integer',
  'string_start',
  'string_end',
]);

/** A node that the copy lacks. */
const SKIPPED: OpenNode = { type: '', field: null, start: 0, end: 0, children: [] };

/** Goes to the node that follows, and makes `path` end with its parent. */
function goOn(cursor: TreeCursor, path: OpenNode[]): void {
  const { type = '' } = path.at(-1) ?? {};
  if (!LEAVES.has(type) && cursor.gotoFirstChild()) return;
  path.pop();
  while (path.length > 0 && !cursor.gotoNextSibling()) {
    cursor.gotoParent();
    path.pop();
  }
}

/** Copies a tree, so that it can be freed; null if it has too many nodes, or too many inside each other. */
function copyOf(cursor: TreeCursor): PythonNode | null {
  const [maxNodes, maxDepth] = [limitOf('script-nodes'), limitOf('python-depth')];
  const root = nodeAt(cursor);
  const path = [root];
  for (let nodes = 1; nodes <= maxNodes; nodes += 1) {
    if (path.length > maxDepth) return null;
    goOn(cursor, path);
    const parent = path.at(-1);
    if (!parent) return root;
    const node = isKept(cursor) ? nodeAt(cursor) : SKIPPED;
    if (node !== SKIPPED) parent.children.push(node);
    path.push(node);
  }
  return null;
}

function copyAndFree(tree: Tree): PythonNode | null {
  const cursor = tree.walk();
  try {
    return copyOf(cursor);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/**
 * Parses a script in Python. `malformed`: the text is no Python, or parsing it was given up. `too-large`: it is too long, or nested too
 * deeply.
 */
export async function parsePython(text: string): Promise<PythonScript | Unparsed> {
  if (text.length > limitOf('python-source')) return 'too-large';
  if (hasManyJoins(text)) return 'malformed';
  const tree = parse(await loadPythonParser(), text);
  if (!tree) return 'malformed';
  const hasErrors = tree.rootNode.hasError;
  const root = copyAndFree(tree);
  if (!root) return 'too-large';
  return root.type === 'module' ? { text, root, hasErrors } : 'malformed';
}
