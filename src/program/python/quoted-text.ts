const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['"', /\\[^]|"|[\n\r]/g],
  ["'", /\\[^]|'|[\n\r]/g],
  ['"""', /\\[^]|"""/g],
  ["'''", /\\[^]|'''/g],
]);

/** Where a text in quotes stops. */
export interface QuotedEnd {
  /** Index of its closing quotes, or of what ends it without. */
  readonly stop: number;
  readonly isClosed: boolean;
}

/** The end of a text in quotes. An unclosed one ends with the line, or with the file. @param at index behind the opening quotes. */
export function quotedEnd(text: string, quotes: string, at: number): QuotedEnd {
  const end = ENDS.get(quotes);
  if (!end) return { stop: at, isClosed: false };
  end.lastIndex = at;
  let close = end.exec(text);
  while (close?.[0].startsWith('\\')) close = end.exec(text);
  return { stop: close?.index ?? text.length, isClosed: close?.[0] === quotes };
}
