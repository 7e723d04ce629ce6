/** The end of a text in quotes that begins at `start`; the end of the source where it is not closed. */
function endOfText(source: string, start: number): number {
  const quote = source.charAt(start);
  const isLong = source.startsWith(quote.repeat(3), start);
  const close = isLong ? quote.repeat(3) : quote;
  let at = start + close.length;
  while (at < source.length) {
    const sign = source.charAt(at);
    if (sign === '\\') at += 2;
    else if (source.startsWith(close, at)) return at + close.length;
    else if (sign === '\n' && !isLong) return at;
    else at += 1;
  }
  return source.length;
}

const OF_INTEREST = /['"#\\]/g;

/** Lines of code without texts and comments; a text of several lines leaves its first one. Lines that go on are joined. */
export function codeLines(source: string): string[] {
  const parts: string[] = [];
  let kept = 0;
  OF_INTEREST.lastIndex = 0;
  for (let match = OF_INTEREST.exec(source); match; match = OF_INTEREST.exec(source)) {
    const at = match.index;
    parts.push(source.slice(kept, at));
    kept = endOf(source, at);
    OF_INTEREST.lastIndex = kept;
  }
  parts.push(source.slice(kept));
  return parts.join(' ').split('\n');
}

/** The end of a comment, of a text, or of the sign that joins a line with the next. */
function endOf(source: string, at: number): number {
  const sign = source.charAt(at);
  if (sign === '\\') return at + (source.startsWith('\r\n', at + 1) ? 3 : 2);
  if (sign !== '#') return endOfText(source, at);
  const newline = source.indexOf('\n', at);
  return newline < 0 ? source.length : newline;
}
