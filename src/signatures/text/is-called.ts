/** Blanks, the rest of `(0, name)` and of `x["name"]`, and the sign of an optional call. */
const GAP = /(?:["'`\])\s]|\?\.){1,80}/y;
/** Characters of a comment that are read. */
const MAX_COMMENT = 1_000;
const MAX_GAPS = 50;

/** Where a comment ends, null if it is not known, undefined if there is none. */
function endOfComment(text: string, at: number): number | null | undefined {
  const isBlock = text.startsWith('/*', at);
  if (!isBlock && !text.startsWith('//', at)) return undefined;
  const end = text.slice(at + 2, at + MAX_COMMENT).search(isBlock ? /\*\// : /[\n\r\u2028\u2029]/);
  return end < 0 ? null : at + 2 + end + (isBlock ? 2 : 1);
}

/** Whether the name that ends here may be called, in any spelling of a call. True also when deciding it would take too long. */
export function isCalled(text: string, end: number): boolean {
  let at: number | null = end;
  for (let gaps = 0; gaps < MAX_GAPS; gaps += 1) {
    if (text[at] === '(') return true;
    GAP.lastIndex = at;
    const blank = GAP.exec(text)?.[0].length ?? 0;
    const next: number | null | undefined = blank > 0 ? at + blank : endOfComment(text, at);
    if (next === null) return true;
    if (next === undefined) return false;
    at = next;
  }
  return true;
}
