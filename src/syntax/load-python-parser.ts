import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Parser } from 'web-tree-sitter';

/**
 * Functions inside web-tree-sitter 0.27.2 that its own cursor calls. Its cursor makes objects on the way, which takes longer than the walk.
 * The parser keeps one cursor: a tree is walked to its end before the next one is begun.
 */
export interface TreeWalk {
  /** Makes a cursor at the node that was asked for last. */
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** What a number of a type means. */
export interface NodeType {
  readonly name: string;
  readonly isNamed: boolean;
}

export interface PythonParser {
  readonly parser: Parser;
  readonly walk: TreeWalk;
  /** By their numbers. */
  readonly types: readonly NodeType[];
  /** Names of fields by their numbers. */
  readonly fields: readonly (string | null)[];
}

let loading: Promise<PythonParser> | undefined;

async function load(): Promise<PythonParser> {
  const { Language, Parser: ParserOfLanguage } = await import('web-tree-sitter');
  // The parser's program gives its functions to the object that it is started with.
  const walk: Partial<TreeWalk> = {};
  await ParserOfLanguage.init(walk);
  if (!walk._ts_tree_cursor_new_wasm)
    throw new Error('The parser of Python was started by somebody else, or is another version than 0.27.2.');
  const path = fileURLToPath(new URL('../../data/tree-sitter-python.wasm', import.meta.url));
  const parser = new ParserOfLanguage();
  const language = await Language.load(readFileSync(path));
  parser.setLanguage(language);
  const types = Array.from(language.types, (name, id) => ({
    name: name || 'ERROR',
    isNamed: language.nodeTypeIsNamed(id),
  }));
  return { parser, walk: walk as TreeWalk, types, fields: [...language.fields] };
}

/** The parser of Python, loaded at the first call of a thread. Rejects if the package lacks its grammar (`scripts/copy-grammar.mjs`). */
export async function loadPythonParser(): Promise<PythonParser> {
  loading ??= load();
  return loading;
}
