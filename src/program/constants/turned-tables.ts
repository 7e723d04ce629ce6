import type { ScriptScopes } from './collect-scopes.js';
import type { Interpreter } from './interpreter.js';

/** Characters of the longest function that turns a table. */
const LONGEST = 4_000;

/** Whether code takes items from the beginning of a list and puts them behind its end. */
function turns(code: string): boolean {
  return code.length < LONGEST && code.includes('push') && code.includes('shift');
}

/** Turns tables of texts as the script does before it uses them: `(function (table, end) { … table.push(table.shift()) … })(…)`. */
export function turnTables(text: string, { started }: ScriptScopes, interpreter: Interpreter): void {
  for (const { node, scope } of started)
    if (turns(text.slice(node.start, node.end))) interpreter.valueAt(node, scope);
}
