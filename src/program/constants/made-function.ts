import { parseExpression } from '../../syntax/index.js';
import { Scope } from '../scopes/scope.js';
import { isFunction } from './block-names.js';
import { bounded, Closure, UNKNOWN, wholeText, type Value } from './value.js';

/** `Function('a', 'return a')`: a function that knows only global names. */
export function madeFunction(args: readonly Value[]): Value {
  const texts = args.map(wholeText);
  const code = texts.at(-1) ?? null;
  if (code === null || texts.includes(null)) return UNKNOWN;
  const text = bounded(`function(${texts.slice(0, -1).join(',')}){${code}\n}`);
  const node = parseExpression(text);
  return node && isFunction(node) ? new Closure(node, new Scope(null, node), text) : UNKNOWN;
}
