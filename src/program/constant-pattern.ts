import type { PythonNode } from '../syntax/index.js';

const CONSTANTS = /^(?:string|concatenated_string|integer|float|true|false|none)$/;
/** Patterns that are what is in them. */
const HOLDERS = /^(?:case_pattern|union_pattern|tuple_pattern)$/;

/** Whether only constants fit a pattern: `'a' | 'b'`, in brackets as well. */
export function constantPattern(node: PythonNode): boolean {
  if (CONSTANTS.test(node.type)) return true;
  const isHolder = HOLDERS.test(node.type) && (node.type !== 'tuple_pattern' || node.children.length === 1);
  if (node.type === 'as_pattern') return node.children[0] !== undefined && constantPattern(node.children[0]);
  return isHolder && node.children.length > 0 && node.children.every(constantPattern);
}
