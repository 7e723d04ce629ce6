import type { Cell } from './regions/flat-code.js';
import type { Program } from 'acorn';
import { commentsOf, type Unparsed } from './parse-script.js';

/** Beginnings of comments that end with their line, in JavaScript (HTML's spellings count in scripts), Python, shells and YAML. */
const TO_LINE_END = /(?:\/\/|#|<!--|-->)[^\n]*/g;

/** Every stretch that a block comment can be, wherever the text's strings and regular expressions end. */
function* blocksIn(text: string): Generator<Cell> {
  let end = 0;
  for (let start = text.indexOf('/*'); start >= 0; start = text.indexOf('/*', start + 1)) {
    if (end < start + 4) {
      const close = text.indexOf('*/', start + 2);
      end = close < 0 ? text.length : close + 2;
    }
    yield { start, end };
  }
}

/** All possible comments in a text that does not parse; prefers too many to too few. */
function* possibleComments(text: string): Generator<Cell> {
  for (const { index, 0: seen } of text.matchAll(TO_LINE_END))
    yield { start: index, end: index + seen.length };
  yield* blocksIn(text);
}

/**
 * The text with blanks for its comments: every other character stays where it is.
 * @param program its tree as `readScript` gives it
 */
export function withoutComments(text: string, program: Program | Unparsed): string {
  const known = typeof program === 'string' ? null : commentsOf(program);
  const comments = [...(known ?? possibleComments(text))].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of comments) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(text.slice(done, from), ' '.repeat(end - from));
    done = end;
  }
  return parts.join('') + text.slice(done);
}
