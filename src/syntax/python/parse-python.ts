import type { Parser, Tree } from 'web-tree-sitter';
import { beat, limitOf } from '../../files/index.js';
import { loadPythonParser, type PythonParser } from '../load-python-parser.js';
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
/** What stands inside of leaves: nothing. They are most of the nodes. */
const NOTHING: OpenNode[] = [];

/** Copies the parser's own trees. */
class TreeCopy {
  private readonly by: PythonParser;
  private readonly tree: number;

  /** @param tree the parser's own number of a tree whose root was asked for last. */
  constructor(by: PythonParser, tree: number) {
    this.by = by;
    this.tree = tree;
  }

  /** The node at the cursor. Punctuation without a name says nothing that its neighbours do not. */
  private node(): OpenNode {
    const { tree, by } = this;
    const { walk } = by;
    const type = by.types[walk._ts_tree_cursor_current_node_type_id_wasm(tree)];
    const field = by.fields[walk._ts_tree_cursor_current_field_id_wasm(tree)] ?? null;
    if (type?.isNamed === false && field === null) return SKIPPED;
    const name = type?.name ?? 'ERROR';
    return {
      type: name,
      field,
      start: walk._ts_tree_cursor_start_index_wasm(tree),
      end: walk._ts_tree_cursor_end_index_wasm(tree),
      children: LEAVES.has(name) ? NOTHING : [],
    };
  }

  /** Goes to the node that follows, and makes `path` end with its parent. */
  private goOn(path: OpenNode[]): void {
    const { tree, by } = this;
    const { walk } = by;
    const { type = '' } = path.at(-1) ?? {};
    if (!LEAVES.has(type) && walk._ts_tree_cursor_goto_first_child_wasm(tree) === 1) return;
    path.pop();
    while (path.length > 0 && walk._ts_tree_cursor_goto_next_sibling_wasm(tree) !== 1) {
      walk._ts_tree_cursor_goto_parent_wasm(tree);
      path.pop();
    }
  }

  private copied(): PythonNode | null {
    const [maxNodes, maxDepth] = [limitOf('script-nodes'), limitOf('python-depth')];
    const root = this.node();
    const path = [root];
    for (let nodes = 1; nodes <= maxNodes; nodes += 1) {
      if (path.length > maxDepth) return null;
      this.goOn(path);
      const parent = path.at(-1);
      if (!parent) return root;
      const node = this.node();
      if (node !== SKIPPED) parent.children.push(node);
      path.push(node);
    }
    return null;
  }

  /** The whole tree; null if it has too many nodes, or too many inside each other. */
  root(): PythonNode | null {
    const { tree, by } = this;
    by.walk._ts_tree_cursor_new_wasm(tree);
    try {
      return this.copied();
    } finally {
      by.walk._ts_tree_cursor_delete_wasm(tree);
    }
  }
}

/** A copy of a tree, which is then freed. */
function copyAndFree(
  tree: Tree,
  by: PythonParser,
): Pick<PythonScript, 'hasErrors'> & { root: PythonNode | null } {
  try {
    const { hasError: hasErrors } = tree.rootNode;
    // The root is the node that was asked for last.
    void tree.rootNode;
    const { 0: number } = tree as unknown as readonly [number];
    return { hasErrors, root: new TreeCopy(by, number).root() };
  } finally {
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
  const by = await loadPythonParser();
  const tree = parse(by.parser, text);
  if (!tree) return 'malformed';
  const { root, hasErrors } = copyAndFree(tree, by);
  if (!root) return 'too-large';
  return root.type === 'module' ? { text, root, hasErrors } : 'malformed';
}
