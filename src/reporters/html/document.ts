import { createHash } from 'node:crypto';
import { escapeTerminal } from '../escape-terminal.js';
import { PAGE } from './page.js';

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The script and the style sheet are the page's own, byte for byte; nothing is loaded, sent or put in by markup. */
function securityPolicy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(PAGE.script)}`,
    `style-src ${hashSource(PAGE.style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function htmlText(text: string): string {
  return escapeTerminal(text).replaceAll(/[&<>"]/g, (char) => ENTITIES.get(char) ?? '');
}

/** A suitcase: three rectangles. */
const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Cpath fill=%22none%22 stroke=%22%236366f1%22 stroke-width=%221.6%22 d=%22M2 5h12v8H2zM5.5 5V3h5v2M2 9h12%22/%3E%3C/svg%3E';

/** What a document is made of. Texts are raw. */
interface DocumentParts {
  readonly title: string;
  /** For readers whose browser runs no script. */
  readonly summary: string;
  /** `report`: `data` is `PageData` · `content`: it is `PageContent`. */
  readonly shows: 'report' | 'content';
  /** JSON, by `embedded`. */
  readonly data: Iterable<string>;
}

/** One file that needs nothing else: data, and the page of `html-report/` that shows them. */
export function* documentText({ title, summary, shows, data }: DocumentParts): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)} · stowaway</title>
<link rel="icon" href="${ICON}">
<style>`;
  yield PAGE.style;
  yield `</style>
</head>
<body>
<div id="app"></div>
<noscript>${htmlText(summary)} A script in this file shows the rest; allow it to run.</noscript>
<script type="application/json" id="data" data-shows="${shows}">`;
  yield* data;
  yield '</script>\n<script>';
  yield PAGE.script;
  yield '</script>\n</body>\n</html>\n';
}

/** JSON that stands in a script element: without `<` nothing in it can end the element or open a comment. */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** The same value with every string in a printable form. */
export function shown(value: unknown): unknown {
  if (typeof value === 'string') return escapeTerminal(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]));
}
