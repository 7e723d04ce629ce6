import type { Node } from 'acorn';

function isNode(value: object): value is Node {
  return typeof (value as { type?: unknown }).type === 'string';
}

function pushNodes(values: readonly unknown[], open: Node[]): void {
  for (const value of values)
    if (typeof value === 'object' && value !== null && isNode(value)) open.push(value);
}

/**
 * Every node of a tree, parents before children. A loop and not a recursion: scanned code may nest as deep as it likes.
 * Written for speed, it visits tens of millions of nodes: no lists are made on the way.
 */
export function* walkNodes(root: Node): Generator<Node> {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const key in node) {
      const value: unknown = node[key as keyof Node];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) pushNodes(value, open);
      else if (isNode(value)) open.push(value);
    }
  }
}
