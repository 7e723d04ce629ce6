import { beat, limitOf } from '../files/index.js';
import type { Comment, Expression, Options, Program } from 'acorn';
import { BoundedParser, TooManyNodes } from './bounded-parser.js';
import type { Cell } from './regions/flat-code.js';

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** Why a text has no tree. */
export type Unparsed = 'malformed' | 'too-large';

/** Files that are read as a module first, and as a script if that fails. */
function readAs<T>(read: (options: Options) => T): T | Unparsed {
  for (const sourceType of ['module', 'script'] as const) {
    beat();
    try {
      return read({ ...OPTIONS, sourceType });
    } catch (error) {
      // A text that is nested too deeply for this stack is not for Node's.
      if (error instanceof TooManyNodes || error instanceof RangeError) return 'too-large';
      // A script that is no module: `with`, octal literals, `await` as a name. Anything else fails twice.
    }
  }
  return 'malformed';
}

/**
 * The syntax tree of a JavaScript text (ESTree: https://github.com/estree/estree), read as a module first and as a script
 * when it is none; why there is none when it is neither, or too large: too long, or nested too deeply for the stack. Positions
 * are in UTF-16 code units.
 */
export function readScript(text: string): Program | Unparsed {
  return readWith(text, (options) => {
    const comments: Comment[] = [];
    const program = new BoundedParser({ ...options, onComment: comments }, text).parse();
    commentsOfTree.set(program, comments);
    return program;
  });
}

const commentsOfTree = new WeakMap<Program, readonly Cell[]>();

/** The comments of a script, in order, by its tree. Null for a tree that does not come from `readScript`. */
export function commentsOf(program: Program): readonly Cell[] | null {
  return commentsOfTree.get(program) ?? null;
}

/** What a parser gives of a script, read as a module first. */
export function readWith<T>(text: string, read: (options: Options) => T): T | Unparsed {
  return text.length > limitOf('script') ? 'too-large' : readAs(read);
}

/** The same without the reason: null when there is none. */
export function parseScript(text: string): Program | null {
  const program = readScript(text);
  return typeof program === 'string' ? null : program;
}

/** The expression that a text begins with, whatever follows it; null when there is none. */
export function parseExpression(text: string): Expression | null {
  const expression = readAs((options) => {
    const parser = new BoundedParser(options, text);
    parser.nextToken();
    return parser.parseExpression();
  });
  return typeof expression === 'string' ? null : expression;
}
