/** Words of JavaScript that a name may follow in the same line. Behind any other word, only prose has a name. */
const BEFORE_NAMES =
  /(?:^|[^\w$])(?:accessor|as|async|await|break|case|class|const|continue|default|delete|do|else|enum|export|extends|finally|for|from|function|get|if|import|in|instanceof|let|new|of|return|set|static|throw|try|typeof|using|var|void|while|with|yield)$/;
const WORD_BEFORE = /[\w$](?=[ \t]{1,9}$)/;
/** Operators whose results have no name. */
const COMPARED = /(?:[=!]=|[\s)\]]instanceof)[ \t]{0,9}$/;
/** A key, or a string that is compared or stored: a string names what is called only in brackets. */
const QUOTED = /[=:,|&?{}](["'])$/;
/** Characters in front of a name that are looked at. */
const BEFORE = 40;
/** What a compared name goes on with, if more than the name is compared; or a comment. */
const GOES_ON = /\s{0,99}(?:[([`/]|\?\.|$)/y;
/** Members of a name have other names; what is set or compared is not called there. */
const OTHER_USE = /\s{0,99}[.[=]/y;
/** A call whose arguments are plain strings and numbers. */
const PLAIN_CALL =
  /\s{0,99}\(\s{0,99}(?:(?:"[^"\\\n]{0,2000}"|'[^'\\\n]{0,2000}'|\d{1,20})(?:\s{0,99},\s{0,99}|(?=\s{0,99}\)))){0,30}\s{0,99}\)/y;

function fits(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** Whether a string is the name alone, and no key in brackets. */
function isQuoted(text: string, before: string, end: number): boolean {
  const quote = QUOTED.exec(before)?.[1];
  return quote !== undefined && text.startsWith(quote, end);
}

/** A name in a text: [start, end) in characters. */
interface Use {
  readonly start: number;
  readonly end: number;
}

/** Whether a name is called with plain strings and numbers alone. */
export function isPlainCall(text: string, { end }: Use): boolean {
  return fits(PLAIN_CALL, text, end);
}

/**
 * Whether neither a name nor a value that is set to it can be called where the name stands: `Function.prototype`,
 * `a instanceof Function`, `x.register = y`, prose. False where only a parser can tell.
 */
export function isNoCall(text: string, { start, end }: Use): boolean {
  if (fits(OTHER_USE, text, end)) return true;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  if (WORD_BEFORE.test(before) && !BEFORE_NAMES.test(before.trimEnd())) return true;
  return isQuoted(text, before, end) || (COMPARED.test(before) && !fits(GOES_ON, text, end));
}
