import { parse, parseExpressionAt, type Expression, type Options, type Program } from 'acorn';

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** What is read as a module first and as a script when it is none; null when it is neither. */
function readAs<T>(read: (options: Options) => T): T | null {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return read({ ...OPTIONS, sourceType });
    } catch {
      // A script that is no module: `with`, octal literals, `await` as a name. Anything else fails twice.
    }
  }
  return null;
}

/**
 * The syntax tree of a JavaScript text (ESTree: https://github.com/estree/estree), read as a module first and as a script
 * when it is none. Null when it is neither, or nested too deeply for the stack. Positions are in UTF-16 code units.
 */
export function parseScript(text: string): Program | null {
  return readAs((options) => parse(text, options));
}

/** The expression that a text begins with, whatever follows it; null when there is none. */
export function parseExpression(text: string): Expression | null {
  return readAs((options) => parseExpressionAt(text, 0, options));
}
