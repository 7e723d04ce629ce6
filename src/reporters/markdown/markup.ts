import { escapeTerminal } from '../escape-terminal.js';
import { safeLink } from '../safe-link.js';

/**
 * Scanned text as a code span, in which Markdown, HTML, mentions and links are but text. What would end the span or the
 * cell of a table is shown as an escape. https://github.github.com/gfm/#code-spans
 */
export function codeSpan(text: string): string {
  const shown = escapeTerminal(text).replaceAll('`', '\\u{60}').replaceAll('|', '\\u{7c}');
  return `\`${shown === '' ? ' ' : shown}\``;
}

/** A code span that leads to the first of the references that may be a link. */
export function linkedSpan(text: string, references: readonly string[]): string {
  const link = references.map(safeLink).find((reference) => reference !== null);
  return link === undefined ? codeSpan(text) : `[${codeSpan(text)}](<${link}>)`;
}

/** A row of a table. Cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
