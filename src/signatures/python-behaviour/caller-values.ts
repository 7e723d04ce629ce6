import type { CallArguments, PythonValue } from '../../program/index.js';
import { isOutside, whatIs } from './taken-values.js';

/** Modules that give what a program's user wrote on the command line. */
const OF_CALLERS: ReadonlySet<string> = new Set(['', 'argparse', 'sys', 'click', 'typer']);

/** Whether code itself has a part in a value: what nobody but its caller gives has none. */
function isOwn(value: PythonValue): boolean {
  if (!isOutside(value)) return true;
  const what = whatIs(value);
  return what.is === 'taken' || what.text !== null || !OF_CALLERS.has(what.module);
}

/** Whether one of these arguments is no value that only a caller gives. @param wanted positions and names. */
export function knowsArgument(
  { positional, named }: CallArguments,
  wanted: readonly (number | string)[],
): boolean {
  const values = wanted.flatMap((each) => [
    ...((typeof each === 'number' ? positional[each] : named.get(each)) ?? []),
  ]);
  // Arguments that a list or a dictionary fills in may be any.
  return values.some(isOwn) || named.has('*') || wanted.every((each) => typeof each === 'string');
}
