const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** One column each: ASCII, Latin-1, dashes, dots, arrows and lines. */
const PLAIN = /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f]*$/;
/** Drawn over two columns: East Asian wide and full-width forms, and emoji. https://www.unicode.org/reports/tr11/ */
const WIDE =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\p{Emoji_Presentation}]|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u;
/** Half-width katakana and hangul letters are the exception in their scripts. */
const HALF = /^[\uff61-\uffdc\uffe8-\uffee]/;
const NO_WIDTH = /^\p{M}+$/u;

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) && !HALF.test(grapheme) ? 2 : 1;
}

/** Columns a string takes in a terminal. The string is escaped: it holds no controls. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Cuts a string in pieces of at most `columns` columns, never inside a character. `columns` ≥ 2. */
export function splitAtWidth(text: string, columns: number): string[] {
  // No unit is drawn over more than two columns: most words need not be measured.
  if (text.length * (PLAIN.test(text) ? 1 : 2) <= columns) return [text];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    const step = graphemeWidth(segment);
    if (width + step > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += segment;
    width += step;
  }
  return [...pieces, piece];
}
