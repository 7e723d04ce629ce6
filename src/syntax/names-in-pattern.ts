import type { AnyNode } from 'acorn';
import { eachChild } from './node-kinds.js';

/** The names in a pattern such as `{ a, b: [c] }`. Names in its defaults count, too. */
export function namesInPattern(pattern: AnyNode): string[] {
  const names: string[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'Identifier') names.push(node.name);
    else eachChild(node, (child) => open.push(child));
  }
  return names;
}
