import { limitOf } from '../../files/index.js';
import type { ScriptScopes } from './collect-scopes.js';
import type { Interpreter } from './interpreter.js';
import { UNKNOWN } from './value.js';

/** Whether code takes items from the beginning of a list and puts them behind its end. */
function turns(code: string): boolean {
  return code.length < limitOf('computed-turning') && code.includes('push') && code.includes('shift');
}

/** Turns tables of texts as the script does before it uses them. @returns whether all could be turned. Their code: `(function (table, end) { … table.push(table.shift()) … })(…)`. */
export function turnTables({ text, started }: ScriptScopes, interpreter: Interpreter): boolean {
  return started
    .filter(({ node }) => turns(text.slice(node.start, node.end)))
    .map(({ node, scope }) => interpreter.valueAt(node, scope, Infinity))
    .every((value) => value !== UNKNOWN);
}
