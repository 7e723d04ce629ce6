import {
  Parser,
  type Expression,
  type Node,
  type Options,
  type Program,
  type Statement,
  type TokenType,
} from 'acorn';
import { limitOf } from '../files/index.js';

/** Methods of acorn's parser that plugins may replace (https://github.com/acornjs/acorn/tree/master/acorn#plugin-developments), typed. */
interface OpenParser {
  parse(): Program;
  nextToken(): void;
  parseExpression(): Expression;
  finishNode(node: Node, type: string): Node;
  parseFunctionBody(node: Node, ...rest: unknown[]): void;
  parseStatement(context: unknown, isTop?: boolean, exported?: unknown): Statement;
  readonly input: string;
  /** Where the next token is looked for. */
  pos: number;
  /** The token that was read last, and the one before it. */
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  lastTokStart: number;
  lastTokEnd: number;
  raise(at: number, message: string): never;
}

const AcornParser = Parser as unknown as new (options: Options, text: string) => OpenParser;

/** Thrown when a text has more nodes than a tree may have. */
export class TooManyNodes extends Error {}

/**
 * Acorn's parser with these differences: it ends where a tree grows too large, accepts what acorn reports as an error although the
 * tree is clear (names declared twice, `new.target` in a CommonJS file, regular expressions of a later standard), and leaves a
 * stack overflow what it is.
 */
export class BoundedParser extends AcornParser {
  protected nodes = 0;
  private readonly maxNodes = limitOf('script-nodes');

  /** Called for each node, but for sequences in parentheses: their elements count. */
  override finishNode(node: Node, type: string): Node {
    this.nodes += 1;
    if (this.nodes > this.maxNodes) throw new TooManyNodes();
    return super.finishNode(node, type);
  }

  /** Acorn looks each name up in lists of all that were declared before: that takes the square of their number. */
  declareName(): void {
    // Checks of names are skipped.
  }

  /**
   * Acorn looks at the message of a stack overflow by a regular expression. V8 ends the process when the stack has no room to
   * compile one.
   */
  catchStackOverflow<T>(parse: () => T): T {
    return parse();
  }

  /** Node runs a CommonJS file as the body of a function. */
  get allowNewDotTarget(): boolean {
    return true;
  }

  /** Called for errors after which acorn could go on. */
  raiseRecoverable(): void {
    // An engine may accept the text: its tree is clear.
  }

  checkLocalExport(): void {
    // Nothing is recorded about declarations.
  }
}
