import { limitOf } from '../../files/index.js';

/** A text literal, or what stands for one: its value and the stretch of code that it takes, [start, end). */
export interface Operand {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const QUOTES = new Set(['"', "'", '`']);
const BLANK = /\s/;
/** Blanks and line breaks between the parts of an expression: more of them end it. */
const MAX_BLANKS = 200;

export function skipBlanks(text: string, at: number): number {
  const last = Math.min(text.length, at + MAX_BLANKS);
  let next = at;
  while (next < last && BLANK.test(text[next]!)) next += 1;
  return next;
}

/** The index behind the last character before a place that is no blank. */
export function skipBlanksBack(text: string, at: number): number {
  const first = Math.max(0, at - MAX_BLANKS);
  let next = at;
  while (next > first && BLANK.test(text[next - 1]!)) next -= 1;
  return next;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (count < limitOf('secret-part') && text[at - 1 - count] === '\\') count += 1;
  return count % 2 === 1;
}

/** Index of the next quote that ends a literal, searched in one direction; -1 when the literal is too long or the line ends. */
function otherQuote(text: string, from: number, step: 1 | -1): number {
  const quote = text[from - step];
  const last = from + step * limitOf('secret-part');
  for (let at = from; at !== last && at >= 0 && at < text.length; at += step) {
    const char = text[at];
    if (char === '\n' && quote !== '`') return -1;
    if (char === quote && !isEscaped(text, at)) return at;
  }
  return -1;
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/g;
const CONTROL: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\n', ''],
]);

function characterOf(code: string): string {
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

/** The text that a literal stands for. */
export function unescaped(source: string): string {
  if (!source.includes('\\')) return source;
  return source.replace(ESCAPE, (...[, hex, unit, point, char]: readonly (string | undefined)[]) => {
    const code = hex ?? unit ?? point;
    return code === undefined ? (CONTROL.get(char ?? '') ?? char ?? '') : characterOf(code);
  });
}

/** The literal whose first quote is at a place. */
export function literalAt(text: string, at: number): Operand | null {
  const quote = text[at] ?? '';
  if (!QUOTES.has(quote)) return null;
  const end = otherQuote(text, at + 1, 1);
  return end < 0 ? null : { value: unescaped(text.slice(at + 1, end)), start: at, end: end + 1 };
}

/** The literal whose last quote is before a place. */
export function literalBefore(text: string, end: number): Operand | null {
  const quote = text[end - 1] ?? '';
  if (!QUOTES.has(quote) || isEscaped(text, end - 1)) return null;
  const start = otherQuote(text, end - 2, -1);
  return start < 0 ? null : { value: unescaped(text.slice(start + 1, end - 1)), start, end };
}
