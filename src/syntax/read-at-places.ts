import type { Node, Options, Program } from 'acorn';
import { BoundedParser } from './bounded-parser.js';
import { bracePairs } from './brace-pairs.js';
import { holdsOne } from './holds-one.js';
import { placesOf } from './places-of.js';
import { readWith, type Unparsed } from './parse-script.js';

/** Characters of a body that take longer to parse than to pass over. */
const LONG_BODY = 80;
/** Code that tells helpers of bundlers from other functions. */
const HELPER_MARK = '__esModule';

/** Leaves bodies of functions without a place of interest empty. */
class PassingParser extends BoundedParser {
  private readonly places: readonly number[];
  private readonly pairs: ReadonlyMap<number, number>;

  constructor(options: Options, text: string, places: readonly number[]) {
    super(options, text);
    this.places = [...places, ...placesOf(text, HELPER_MARK)].toSorted((a, b) => a - b);
    this.pairs = bracePairs(text);
  }

  override parseFunctionBody(node: Node, ...rest: unknown[]): void {
    // Of an expression that begins with a brace this is none.
    const end = this.type.label === '{' ? (this.pairs.get(this.start) ?? 0) : 0;
    if (end - this.start > LONG_BODY && !holdsOne({ start: node.start, end: end + 1 }, this.places))
      this.pos = end;
    super.parseFunctionBody(node, ...rest);
  }
}

/**
 * The tree of a script as `readScript` gives it, but bodies of functions without any of some places are empty.
 * Places are never in one, also where a text hides from all but a parser how far a body goes.
 * @param places ascending
 */
export function readAtPlaces(text: string, places: readonly number[]): Program | Unparsed {
  return readWith(text, (options) => new PassingParser(options, text, places).parse());
}
