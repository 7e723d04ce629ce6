import { createHash } from 'node:crypto';
import type { Report } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { Reporter } from '../reporter.js';
import { inChunks } from '../stream-json.js';
import { embeddedData } from './embedded-data.js';
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

function* documentText(report: Report): Generator<string> {
  const { functions, complete } = report.summary;
  const targets = report.options.targets.join(', ');
  const seen = complete ? 'complete' : 'INCOMPLETE';
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${htmlText(targets || 'report')} · stowaway</title>
<link rel="icon" href="${ICON}">
<style>`;
  yield PAGE.style;
  yield `</style>
</head>
<body>
<div id="app"></div>
<noscript>stowaway ${htmlText(report.tool.version)}: ${functions} functions, ${seen}. A script in this file shows the rest; allow it to run.</noscript>
<script type="application/json" id="data">`;
  yield* embeddedData(report);
  yield '</script>\n<script>';
  yield PAGE.script;
  yield '</script>\n</body>\n</html>\n';
}

/** One file that needs nothing else: the report, and the page of `html-report/` that shows it. */
export const html = {
  id: 'html',
  title: 'HTML page, for people: search, filters, a page for each function',
  extension: 'html',
  *render(report: Report) {
    yield* inChunks(documentText(report));
  },
} satisfies Reporter;
