import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild, textOf } from '../../syntax/index.js';
import type { FunctionNode } from './value.js';

/** What a function of a bundler or a compiler does, which follows modules, exports or classes by other means. */
export type HelperKind =
  /** Makes a function that runs a CommonJS module once, or runs the module of an id. */
  | 'commonjs'
  /** Makes a function that runs an ES module once. */
  | 'lazy'
  /** Defines exports of a module by functions that return their values. */
  | 'exports'
  /** Copies exports of one module to another. */
  | 'copy'
  /** Gives a module in the form that the other module system expects. */
  | 'interop'
  /** Gives a function that returns a module or its default export. */
  | 'getter'
  /** Marks an object as the exports of a module. */
  | 'mark'
  /** Sets the name of a function. */
  | 'name'
  /** Lets a class of before 2015 inherit from another one. */
  | 'extends';

const COMMENTS = /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//g;
const SPACE = /\s+/g;

/** In this order; texts are without white space, and quotes are double. */
const KINDS: readonly (readonly [kind: HelperKind, mark: RegExp, longest: number])[] = [
  ['commonjs', /[{,]exports:\{\}\}/, Infinity],
  ['lazy', /\(\w{1,40}=0\)/, 400],
  ['mark', /Symbol\.toStringTag.*__esModule/, 300],
  ['name', /"name",\{value[:,]/, 200],
  ['extends', /(?:setPrototypeOf|__proto__|hasOwnProperty).*\.prototype=|\.prototype=null===/, 1000],
  ['extends', /\.prototype\),.*\.constructor=|\.prototype=Object\.create\(\w{1,40}\.prototype\)/, 400],
  ['extends', /\.prototype=new\w{1,40}(?:\(\))?[;,]\w{1,40}\.__super__=/, 400],
  ['copy', /\w,"default"\)/, 400],
  ['copy', /"default"!==\w|\w!=="default"/, 600],
  ['copy', /get:(?:\(\)=>|function\(\)\{return)\w{1,40}\[\w{1,40}\]/, 800],
  ['copy', /get:\(\w{1,40}=>\w{1,40}\[\w{1,40}\]\)\.bind\(/, 800],
  ['exports', /enumerable:.*get:|get:.*enumerable:/, 500],
];

/** Whether the code of a function itself, not that of functions in it, reads the mark of a compiled ES module. */
function readsMark({ body }: FunctionNode): boolean {
  const open: AnyNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isMarkRead(node)) return true;
    if (node.type === 'AssignmentExpression') open.push(node.right);
    else if (!/^(?:Function|Arrow)/.test(node.type)) eachChild(node, (child) => open.push(child));
  }
  return false;
}

function isMarkRead(node: AnyNode): boolean {
  if (node.type === 'MemberExpression')
    return node.property.type === 'Identifier' && node.property.name === '__esModule';
  if (node.type !== 'CallExpression') return false;
  const [first, second] = node.arguments;
  const isMark = textOf(second) === '__esModule';
  if (!isMark) return false;
  const { callee } = node;
  const isTest =
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'call';
  return isTest || first?.type === 'ObjectExpression';
}

/** The name whose properties a node goes through: `for (… in names)`, `for (… of keys(name))`, `keys(name).forEach(…)`. */
function enumeratedBy(node: AnyNode): AnyNode | null {
  if (node.type === 'ForInStatement') return node.right;
  if (node.type === 'ForOfStatement') return firstArgument(node.right);
  if (node.type !== 'CallExpression') return null;
  // esbuild: `copy(to, from, 'default')`
  if (textOf(node.arguments[2]) === 'default') return node.arguments[1] ?? null;
  return node.callee.type === 'MemberExpression' ? firstArgument(node.callee.object) : null;
}

function firstArgument(node: AnyNode): AnyNode | null {
  return node.type === 'CallExpression' ? (node.arguments[0] ?? null) : null;
}

/** Index of the parameter whose properties a helper copies; null if the code does not show it. */
export function copiedParameter({ params, body }: FunctionNode): number | null {
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : null));
  const open: AnyNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    const from = enumeratedBy(node);
    const at = from?.type === 'Identifier' ? names.indexOf(from.name) : -1;
    if (at >= 0) return at;
    eachChild(node, (child) => open.push(child));
  }
  return null;
}

/** The kind of a helper by its code; null of other functions. Names are not looked at: minifiers change them. */
export function helperKind(node: FunctionNode, text: string): HelperKind | null {
  if (text.length > limitOf('helper-code') || node.params.length === 0) return null;
  const dense = text.replace(COMMENTS, '').replace(SPACE, '').replace(/['`]/g, '"');
  const isInterop = !node.async && dense.includes('__esModule') && readsMark(node);
  if (isInterop) return /\{a:\w{1,40}\}|,"a",/.test(dense) ? 'getter' : 'interop';
  return KINDS.find(([, mark, longest]) => dense.length <= longest && mark.test(dense))?.[0] ?? null;
}
