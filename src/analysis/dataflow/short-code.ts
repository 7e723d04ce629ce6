/** Characters of a step's code that are kept. */
const KEPT_TEXT = 100;
/** Indented code is so many times as long as what is left of it in one line, or less. */
const SPARE = 4;

/** The beginning of a piece of code in one line. */
export function shortCode(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const text = source.slice(start, Math.min(end, start + KEPT_TEXT * SPARE));
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= KEPT_TEXT && text.length === end - start ? line : `${line.slice(0, KEPT_TEXT - 1)}…`;
}
