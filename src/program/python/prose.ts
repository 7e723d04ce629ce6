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

/**
 * Comments and descriptions in a script in Python: what stands there is not run. Fewer where brackets do not match, and none where quotes stand
 * inside of quotes.
 */
export function proseOf(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let depth = 0;
  SIGN.lastIndex = 0;
  for (let match = SIGN.exec(text); match; match = SIGN.exec(text)) {
    const { 0: sign, index } = match;
    if (sign.startsWith('#')) found.push([index, SIGN.lastIndex]);
    else if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else {
      const before = text.slice(Math.max(0, index - LINE), index);
      const { stop, isClosed } = quotedEnd(text, sign, SIGN.lastIndex);
      if (FORMATTED.test(before) && isOpen(text.slice(SIGN.lastIndex, stop))) return [];
      SIGN.lastIndex = BEHIND.lastIndex = isClosed ? stop + sign.length : stop;
      if (isClosed && depth === 0 && BEFORE.test(before) && BEHIND.test(text))
        found.push([index, SIGN.lastIndex]);
    }
  }
  return found;
}
