/**
 * Characters that change what a terminal or a reader sees without being seen: controls (C0, C1, DEL), format characters
 * (bidi, zero width), line separators, lone surrogates, odd spaces, and all that Unicode lets a font ignore (variation
 * selectors, tags, fillers). https://www.unicode.org/reports/tr36/
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/**
 * Text that GitHub's runner takes for a command in the log of a job: `##[` anywhere, `::name` where a line may begin, spaces aside.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const COMMAND = /##(?=\[)|(?<=^|\s)::(?=[a-z])/giu;

/** Longest scanned string shown in full, in UTF-16 units. */
const MAX_SHOWN = 400;

/**
 * Makes a string of scanned data safe to show: invisible characters and control sequences become a visible `\u{…}`.
 * A very long string is cut, and the cut is marked.
 */
export function escapeTerminal(text: string): string {
  const cut = text.length - MAX_SHOWN;
  const shown = cut > 0 ? text.slice(0, MAX_SHOWN) : text;
  const visible = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  const escaped = shown
    .replace(UNSEEN, visible)
    .replace(COMMAND, ([first = '', ...rest]) => visible(first) + rest.join(''));
  return cut > 0 ? `${escaped}… (${cut} more characters)` : escaped;
}
