import { createHash } from 'node:crypto';
import { escapeTerminal } from '../reporters/index.js';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8886; vertical-align: top; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; }
svg text { font-size: 12px; fill: currentColor; }
.frame { fill: none; stroke: #8888; }
.line { fill: none; stroke-width: 2; }
.critical { stroke: #b4004e; color: #b4004e; } .high { stroke: #d9480f; color: #d9480f; }
.medium { stroke: #b98900; color: #b98900; } .low { stroke: #1971c2; color: #1971c2; }
.unknown { stroke: #868e96; color: #868e96; } .plain { stroke: #2b8a3e; color: #2b8a3e; }
.swatch { font-weight: 600; margin-right: 1rem; }
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text in a page: nothing of it is markup, and nothing of it is unseen. */
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
    (cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${headRow}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>\n`;
}

/** A page that needs nothing else and lets nothing in. @param body is markup already. */
export function plainPage(title: string, body: string): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}</body></html>
`;
}
