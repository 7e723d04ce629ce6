import { limitOf } from '../files/index.js';
import type { AnyNode, Program } from 'acorn';
import { eachChild } from './node-kinds.js';
import type { Cell } from './regions/flat-code.js';

/** Shorter ones are a part of the code around them. */
const MIN_LENGTH = 4096;
/** Longer strings, and longer rows of numbers, may hide code. */
const MAX_STRING = 1000;
const MAX_NUMBERS = 64;

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Whether a value of JSON is that of a table. */
function isPlain(value: unknown): boolean {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string' && next.length > MAX_STRING) return false;
    if (Array.isArray(next) && next.length > MAX_NUMBERS && next.every((each) => typeof each === 'number'))
      return false;
    if (typeof next === 'object' && next !== null) for (const each of Object.values(next)) open.push(each);
  }
  return true;
}

/** Whether a node is an object, or a list of objects or lists: a list of words alone may come from an obfuscator. */
function isTable(node: AnyNode): boolean {
  if (node.type === 'ObjectExpression') return true;
  return (
    node.type === 'ArrayExpression' &&
    node.elements.every((each) => each?.type === 'ObjectExpression' || each?.type === 'ArrayExpression')
  );
}

/** Whether a list is one of many numbers. */
function isLongRow(node: AnyNode): boolean {
  return (
    node.type === 'ArrayExpression' &&
    node.elements.length > MAX_NUMBERS &&
    node.elements.every((each) => each?.type === 'Literal' && typeof each.value === 'number')
  );
}

type Check<T extends AnyNode['type']> = (node: Extract<AnyNode, { type: T }>) => boolean;

function isShort({ start, end }: AnyNode): boolean {
  return end - start <= MAX_STRING;
}

/** The parts of tables; names may be keys alone. */
const PARTS: { readonly [T in AnyNode['type']]?: Check<T> } = {
  ObjectExpression: () => true,
  ArrayExpression: (node) => !isLongRow(node) && node.elements.every((each) => each?.type !== 'Identifier'),
  Property: ({ kind, computed, value }) => kind === 'init' && !computed && value.type !== 'Identifier',
  Identifier: () => true,
  UnaryExpression: ({ argument }) => argument.type === 'Literal',
  Literal: (node) => !('regex' in node) && isShort(node),
  TemplateLiteral: (node) => node.expressions.length === 0 && isShort(node),
  TemplateElement: () => true,
};

function isPart(node: AnyNode): boolean {
  const check = PARTS[node.type] as Check<AnyNode['type']> | undefined;
  return check?.(node) ?? false;
}

/** The text of `JSON.parse('…')`, as bundlers write large JSON. */
function parsedText(node: AnyNode): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property } = node.callee;
  const isParse =
    'name' in object && object.name === 'JSON' && 'name' in property && property.name === 'parse';
  const [text] = node.arguments;
  return isParse && text?.type === 'Literal' && typeof text.value === 'string' ? text.value : null;
}

function isJsonTable(text: string | null): boolean {
  if (text === null) return false;
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value.every(isStructure) : isStructure(value)) && isPlain(value);
  } catch {
    return false;
  }
}

class Search {
  private left = limitOf('table-nodes');

  /** Whether an expression is made of nothing but words, numbers, lists and objects. */
  private isData(root: AnyNode): boolean {
    const open = [root];
    for (let node = open.pop(); node && this.left > 0; node = open.pop()) {
      if ('elements' in node) this.left -= node.elements.length;
      if (!isPart(node)) return false;
      eachChild(node, (child) => {
        this.left -= 1;
        open.push(child);
      });
    }
    return this.left > 0;
  }

  isFound(node: AnyNode): boolean {
    return isJsonTable(parsedText(node)) || (isTable(node) && this.isData(node));
  }
}

/**
 * Large tables of data in a program, as bundlers make them of JSON files: no code is in them. In the order of their starts,
 * without overlaps.
 */
export function dataTables(program: Program): Cell[] {
  const search = new Search();
  const found: Cell[] = [];
  const open: AnyNode[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.end - node.start < MIN_LENGTH) continue;
    if (search.isFound(node)) found.push({ start: node.start, end: node.end });
    else eachChild(node, (child) => open.push(child));
  }
  return found.sort((a, b) => a.start - b.start);
}
