import { createHash } from 'node:crypto';
import { escapeTerminal } from '../../reporters/index.js';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif;
  --critical: #b4004e; --high: #d9480f; --medium: #a87900; --low: #1971c2; --unknown: #737b82; --plain: #2b8a3e; }
@media (prefers-color-scheme: dark) { :root {
  --critical: #ff6b9d; --high: #ff8a4c; --medium: #e0b33a; --low: #6cb6f5; --unknown: #a3abb2; --plain: #6fcf84; } }
main { max-width: 75rem; margin: 2rem auto; padding: 0 .5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8886; vertical-align: top; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; }
svg text { font-size: 12px; fill: currentColor; }
.frame { fill: none; stroke: #8888; }
.line { fill: none; stroke-width: 2; }
.critical { stroke: var(--critical); border-color: var(--critical); } .high { stroke: var(--high); border-color: var(--high); }
.medium { stroke: var(--medium); border-color: var(--medium); } .low { stroke: var(--low); border-color: var(--low); }
.unknown { stroke: var(--unknown); border-color: var(--unknown); } .plain { stroke: var(--plain); border-color: var(--plain); }
.swatch { border-style: solid; border-width: 0 0 3px; margin-right: 1rem; white-space: nowrap; }
@media (max-width: 45rem) {
  svg text { font-size: 24px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, caption, tbody, tr, td { display: block; }
  tr { border-bottom: 1px solid #8886; padding: .4rem 0; }
  td { border: 0; padding: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-head) ": "; font-weight: 600; }
}
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text in a page: its markup is escaped, its invisible characters are shown. */
export function escapeHtml(text: string): string {
  return escapeTerminal(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** A table; nothing where it has no rows. */
export function tableOf(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const headRow = heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('');
  const body = rows.map(
    (cells) =>
      `<tr>${cells.map((cell, at) => `<td data-head="${escapeHtml(heads[at] ?? '')}">${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${headRow}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>\n`;
}

/** A self-contained page. @param body is markup already. */
export function plainPage(title: string, body: string): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}</main></body></html>
`;
}
