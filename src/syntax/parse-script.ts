import { parse, type Options, type Program } from 'acorn';

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/**
 * The syntax tree of a JavaScript text (ESTree: https://github.com/estree/estree), read as a module first and as a script
 * when it is none. Null when it is neither, or nested too deeply for the stack. Positions are in UTF-16 code units.
 */
export function parseScript(text: string): Program | null {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(text, { ...OPTIONS, sourceType });
    } catch {
      // A script that is no module: `with`, octal literals, `await` as a name. Anything else fails twice.
    }
  }
  return null;
}
