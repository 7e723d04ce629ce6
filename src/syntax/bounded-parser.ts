import { Parser, type Expression, type Node, type Options, type Program } from 'acorn';

/** What its plugins may replace of acorn's parser (https://github.com/acornjs/acorn/tree/master/acorn#plugin-developments), typed. */
interface OpenParser {
  parse(): Program;
  nextToken(): void;
  parseExpression(): Expression;
  finishNode(node: Node, type: string): Node;
}

const AcornParser = Parser as unknown as new (options: Options, text: string) => OpenParser;

/** Nodes of a tree; each takes some 130 bytes of memory. Minified code has one for four or five characters, a bundle of 12 MB some 2.6 million. */
const MAX_NODES = 2_800_000;

/** That a text has more nodes than a tree may have. */
export class TooManyNodes extends Error {}

/** Acorn's parser, but for two things: it ends where a tree grows too large, and does not mind what is declared twice or not at all. */
export class BoundedParser extends AcornParser {
  private nodes = 0;

  /** Called for each node, but for sequences in parentheses: their elements count. */
  override finishNode(node: Node, type: string): Node {
    this.nodes += 1;
    if (this.nodes > MAX_NODES) throw new TooManyNodes();
    return super.finishNode(node, type);
  }

  /** Acorn looks each name up in lists of all that were declared before: that takes the square of their number. */
  declareName(): void {
    // Nothing is asked of names.
  }

  checkLocalExport(): void {
    // Nothing is known of what is declared.
  }
}
