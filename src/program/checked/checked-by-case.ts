import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { constantPattern } from '../constant-pattern.js';
import type { Check } from './check.js';
import { constantText, pythonName } from './python-names.js';

const NUMBERS = /^(?:int|float|bool)\(/;

/** The pattern in others that only hold it. */
function innerPattern(node: PythonNode): PythonNode {
  const [only, ...others] = node.children;
  return node.type === 'case_pattern' && only && others.length === 0 ? innerPattern(only) : node;
}

/** What a pattern proves of what it is compared with, by the name of that, and of parts of it. */
function matchedBy(pattern: PythonNode, name: string, text: string): readonly Check[] {
  const inner = innerPattern(pattern);
  const isNumber = inner.type === 'class_pattern' && NUMBERS.test(text.slice(inner.start, inner.end));
  if (isNumber || constantPattern(inner)) return [{ name, kind: 'value' }];
  if (inner.type !== 'dict_pattern') return [];
  const checks: Check[] = [];
  let key: string | null = null;
  for (const child of inner.children) {
    if (child.field === 'key') key = constantText(child, text);
    else if (child.field === 'value' && key !== null)
      checks.push(...matchedBy(child, `${name}['${key}']`, text));
  }
  return checks;
}

/** What is checked in a clause of `match`. */
export function checkedByCase(match: PythonNode, clause: PythonNode, text: string): readonly Check[] {
  const subject = fieldOf(match, 'subject');
  const name = subject ? pythonName(subject, text) : null;
  const [pattern, ...others] = clause.children.filter(({ type }) => type === 'case_pattern');
  return name !== null && pattern && others.length === 0 ? matchedBy(pattern, name, text) : [];
}
