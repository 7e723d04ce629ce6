import type { AdvisoryText } from '../model/index.js';
import { escapeTerminal } from './escape-terminal.js';
import { safeLink } from './safe-link.js';

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

/** Longer lines are broken at a space where there is one. In UTF-16 units, below what `escapeTerminal` cuts. */
const MAX_LINE = 300;
const MAX_LINES = 200;

function* brokenLine(line: string): Generator<string> {
  let rest = line;
  while (rest.length > MAX_LINE) {
    const space = rest.lastIndexOf(' ', MAX_LINE);
    const at = space > 0 ? space : MAX_LINE;
    yield rest.slice(0, at);
    rest = rest.slice(at).trimStart();
  }
  yield rest;
}

/** The lines of a text by somebody else, each safe to show; empty ones at the ends are left out. */
export function escapedLines(text: string): readonly string[] {
  const lines = text.trim().split(/\r?\n/).slice(0, MAX_LINES);
  return lines.flatMap((line) => [...brokenLine(line.replaceAll('\t', '  '))]).map(escapeTerminal);
}

/** Lines as a block of code in Markdown, in which markup, links and mentions are but text. */
export function fencedLines(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text\n${lines.join('\n')}\n${fence}\n`;
}

/** `CWE-1321 (Prototype pollution)` */
export function weaknessWords({ weaknesses }: AdvisoryText): string {
  return weaknesses.map(({ id, name }) => (name === '' ? id : `${id} (${name})`)).join(', ');
}

/** Ids of a flaw as readers look for them: CVE first, then GHSA, then the others. */
export function namesInOrder(rule: string, aliases: readonly string[]): readonly string[] {
  const rank = (id: string): number => (id.startsWith('CVE-') ? 0 : id.startsWith('GHSA-') ? 1 : 2);
  return [...new Set([rule, ...aliases])].sort((a, b) => rank(a) - rank(b));
}
