/** Blanks and comments before a statement. A comment without an end matches nothing. */
const GAP = /\s+|\/\/[^\n\r\u2028\u2029]*|\/\*/y;
const HASHBANG = /^#![^\n\r\u2028\u2029]*/;

/** Statements that say where names come from and go to, as modules begin with them. */
const IMPORT_OR_EXPORT =
  /(?:import|export)\s[\w$\s{},*]{0,4000}?\bfrom\s{0,9}(?:'[^'"\\\n]*'|"[^'"\\\n]*")[ \t]*;?|import\s{0,9}(?:'[^'"\\\n]*'|"[^'"\\\n]*")[ \t]*;?|export\s{0,9}\{[\w$\s,]{0,4000}\}[ \t]*;/y;

/** What follows no name that a statement begins with, in its line; and that a name ends where the text shows it. */
const OTHER_WORD = String.raw`(?!(?:in|instanceof)\b)[\w$]+(?![\w$\\\x80-\uffff])`;
/** Words of JavaScript that a name may follow, and those after which brackets and a name may. */
const LEADING =
  'async|await|break|case|class|const|continue|debugger|default|delete|do|else|enum|export|extends|finally|for|function|if|import|in|instanceof|let|new|return|switch|throw|try|typeof|using|var|void|while|with|yield';
/** Beginnings of statements that no script has: those of TypeScript, and prose. */
const NO_STATEMENT = new RegExp(
  [
    String.raw`import\s{1,9}type\s{1,9}(?!from\b)(?:[{*]|[\w$]+(?![\w$\\\x80-\uffff]))`,
    String.raw`export\s{1,9}(?!(?:async|class|const|default|function|let|using|var)\b)[A-Za-z_$][\w$]*(?![\w$\\\x80-\uffff])`,
    String.raw`(?!(?:${LEADING})\b)[A-Za-z_$][\w$]*(?:[ \t]{0,9}\(\w{0,40}\))?[ \t]{1,9}${OTHER_WORD}`,
  ].join('|'),
  'y',
);

/** Where the next statement begins; the end of the text when a comment has none. */
function skipGaps(text: string, from: number): number {
  let at = from;
  for (;;) {
    GAP.lastIndex = at;
    const [gap] = GAP.exec(text) ?? [];
    if (gap === undefined) return at;
    at += gap.length;
    if (gap !== '/*') continue;
    const end = text.indexOf('*/', at);
    if (end < 0) return text.length;
    at = end + 2;
  }
}

/**
 * Whether a text shows, behind comments, imports and exports, that it is no JavaScript but TypeScript or prose. Costs a tenth of
 * parsing it; false where only a parser can tell.
 * @param decided characters that count: what stands behind them may be cut off.
 */
export function beginsOtherwise(text: string, decided: number): boolean {
  let at = HASHBANG.exec(text)?.[0].length ?? 0;
  for (;;) {
    at = skipGaps(text, at);
    NO_STATEMENT.lastIndex = at;
    if (NO_STATEMENT.test(text)) return NO_STATEMENT.lastIndex < Math.min(decided, text.length);
    IMPORT_OR_EXPORT.lastIndex = at;
    if (!IMPORT_OR_EXPORT.test(text)) return false;
    at = IMPORT_OR_EXPORT.lastIndex;
  }
}
