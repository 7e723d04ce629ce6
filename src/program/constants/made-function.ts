import { limitOf } from '../../files/index.js';
import { parseExpression } from '../../syntax/index.js';
import { Scope } from '../scopes/scope.js';
import { isFunction } from './block-names.js';
import { bounded, Closure, Reference, UNKNOWN, wholeText, type Value } from './value.js';

/** `Function('a', 'return a')`: a function that knows only global names. */
export function madeFunction(args: readonly Value[]): Value {
  const texts = args.map(wholeText);
  const code = texts.at(-1) ?? null;
  if (code === null || texts.includes(null)) return UNKNOWN;
  const text = bounded(`function(${texts.slice(0, -1).join(',')}){${code}\n}`);
  const node = parseExpression(text);
  return node && isFunction(node) ? new Closure(node, new Scope(null, node), text) : UNKNOWN;
}

/** The module that a function of the script loads: `(codes) => require(String.fromCharCode(...codes))`. */
export function requiredModule(callee: Value, [name]: readonly Value[]): Value {
  const isRequire = callee instanceof Reference && callee.code === 'require';
  if (!isRequire || typeof name !== 'string' || name.length > limitOf('computed-reference')) return UNKNOWN;
  return new Reference(`require(${JSON.stringify(name)})`);
}
