import { applyEdits, modify, parseTree, type FormattingOptions, type Node } from 'jsonc-parser';

const BYTE_ORDER_MARK = '\ufeff';

/** Line ending and indent of the root's first member; undefined for a text of one line. */
function layoutOf(text: string, { offset, children }: Node): FormattingOptions | undefined {
  const [first] = children ?? [];
  const before = first ? text.slice(offset + 1, first.offset) : '\n  ';
  if (!before.includes('\n')) return undefined;
  const indent = before.slice(before.lastIndexOf('\n') + 1);
  const isTab = indent.includes('\t');
  return {
    insertSpaces: !isTab,
    tabSize: isTab ? 1 : indent.length,
    eol: before.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Values of all members with this name. */
function valuesOf({ children = [] }: Node, key: string): Node[] {
  return children.flatMap(({ children: [name, value] = [] }) =>
    name?.value === key && value ? [value] : [],
  );
}

/** Whether each object on a path exists once or not at all. */
function isClear(root: Node, path: readonly string[]): boolean {
  let object = root;
  for (const key of path) {
    if (object.type !== 'object') return false;
    const [value, ...others] = valuesOf(object, key);
    if (others.length > 0) return false;
    if (!value) return true;
    object = value;
  }
  return true;
}

/**
 * Sets a string at a path of keys in a JSON text. Order, indent, line endings and a byte order mark stay unchanged.
 * @param text JSON with an object at its root.
 * @returns null when a value on the path is not an object, or a key on the path occurs twice.
 */
export function withString(text: string, path: readonly string[], value: string): string | null {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const json = text.slice(mark.length);
  const root = parseTree(json);
  if (!root || !isClear(root, path)) return null;
  const formattingOptions = layoutOf(json, root);
  return (
    mark + applyEdits(json, modify(json, [...path], value, formattingOptions ? { formattingOptions } : {}))
  );
}
