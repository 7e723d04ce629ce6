import { limitOf } from '../../files/index.js';
import type { ScriptScopes } from './collect-scopes.js';
import type { Interpreter } from './interpreter.js';

/** Whether code takes items from the beginning of a list and puts them behind its end. */
function turns(code: string): boolean {
  return code.length < limitOf('computed-turning') && code.includes('push') && code.includes('shift');
}

/** Turns tables of texts as the script does before it uses them: `(function (table, end) { … table.push(table.shift()) … })(…)`. */
export function turnTables(text: string, { started }: ScriptScopes, interpreter: Interpreter): void {
  for (const { node, scope } of started)
    if (turns(text.slice(node.start, node.end))) interpreter.valueAt(node, scope, Infinity);
}
