import { quotedEnd } from './quoted-text.js';

/** [start, end) in characters. */
export type Stretch = readonly [start: number, end: number];

/** Comments, the beginnings of texts, and brackets. */
const SIGN = /#[^\n\r]*|"""|'''|"|'|[()[\]{}]/g;
/** Characters before a text that are looked at: the start of its line is among them if it is a statement of its own. */
const LINE = 200;
/** A line in which nothing stands before a text. It goes on no other line. Values stand in texts with an `f`. */
const BEFORE = /(?:^|(?:^|[^\\\r])\r?\n)[ \t]*[rbu]{0,2}$/i;
/** What stands behind a text that is a statement of its own. */
const BEHIND = /[ \t]*(?:[#\r\n]|$)/y;
/** The letters before a text in which values stand. */
const FORMATTED = /[ft]r?$/i;

/** Whether brackets are open at the end of a text with values in it: it has quotes inside its quotes, and ends later. */
function isOpen(content: string): boolean {
  let depth = 0;
  for (const [sign] of content.replaceAll(/\{\{|\}\}/g, '').matchAll(/[{}]/g)) depth += sign === '{' ? 1 : -1;
  return depth !== 0;
}

/** A text in quotes that begins at a sign. */
interface Quoted {
  readonly start: number;
  readonly sign: string;
}

/** Finds comments and descriptions in one script. */
class ProseFinder {
  readonly found: Stretch[] = [];
  private readonly text: string;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** @returns the index behind the text; null where quotes stand inside of its quotes. */
  private takeText({ start, sign }: Quoted): number | null {
    const { text } = this;
    const inner = start + sign.length;
    const before = text.slice(Math.max(0, start - LINE), start);
    const { stop, isClosed } = quotedEnd(text, sign, inner);
    if (FORMATTED.test(before) && isOpen(text.slice(inner, stop))) return null;
    const end = isClosed ? stop + sign.length : stop;
    BEHIND.lastIndex = end;
    const isStatement = isClosed && this.depth === 0 && BEFORE.test(before) && BEHIND.test(text);
    if (isStatement) this.found.push([start, end]);
    return end;
  }

  /** @returns the index behind what a sign begins; null if no more can be told. */
  take(sign: string, start: number): number | null {
    const end = start + sign.length;
    if (sign.startsWith('#')) this.found.push([start, end]);
    else if ('([{'.includes(sign)) this.depth += 1;
    else if (')]}'.includes(sign)) this.depth -= 1;
    else return this.takeText({ start, sign });
    return end;
  }
}

/**
 * Comments and descriptions in a script in Python: what stands there is not run. Fewer where brackets do not match, and none where quotes stand
 * inside of quotes.
 */
export function proseOf(text: string): readonly Stretch[] {
  const finder = new ProseFinder(text);
  let end: number | null = 0;
  while (end !== null) {
    SIGN.lastIndex = end;
    const match = SIGN.exec(text);
    if (!match) return finder.found;
    end = finder.take(match[0], match.index);
  }
  return [];
}
