// `node bench/reports.mjs [--write]`: a report as large as an organisation's in every format, each in its own process, and the HTML report in Chromium.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setUp, projectFolder } from '../scripts/set-up.mjs';
import { SUMMARY, writeSection } from './write-section.mjs';
import { openInChromium } from './open-in-chromium.mjs';

const TARGETS = { renderSeconds: 5, renderMegabytes: 1000, openSeconds: 2, answerMillis: 100 };

setUp();
const folder = join(projectFolder, 'build/bench');
mkdirSync(folder, { recursive: true });
const { REPORTERS } = await import('../dist/reporters/index.js');
const page = join(folder, 'report.html');
const rows = [
  ...REPORTERS.map(({ id }) => renderRow(id, render(id))),
  ...pageRows(await openInChromium(page)),
];
const table = [['what', 'measured', 'target', 'met'], ['---', '---', '---', '---'], ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
console.log(table);
if (process.argv.includes('--write')) writeSection(SUMMARY, 'Reports of 3,000 functions', table);

function render(format) {
  const script = join(projectFolder, 'bench/render-report.mjs');
  const file = format === 'html' ? page : '/dev/null';
  return JSON.parse(execFileSync(process.execPath, [script, format, file], { encoding: 'utf8' }));
}

function verdict(...pairs) {
  return pairs.every(([measured, limit]) => measured <= limit) ? 'yes' : '**no**';
}

function renderRow(format, { seconds, cpuSeconds, bytes, megabytes }) {
  const { renderSeconds, renderMegabytes } = TARGETS;
  return [
    `render \`${format}\``,
    `${seconds.toFixed(2)} s (CPU ${cpuSeconds.toFixed(2)} s), ${Math.round(megabytes)} MiB, writes ${(bytes / 1e6).toFixed(1)} MB`,
    `≤ ${renderSeconds} s, ≤ ${renderMegabytes} MiB`,
    verdict([seconds, renderSeconds], [megabytes, renderMegabytes]),
  ];
}

function pageRows({ openSeconds, firstMillis, answerMillis, megabytes }) {
  const { openSeconds: maxOpen, answerMillis: maxAnswer } = TARGETS;
  const memory = megabytes === null ? '–' : `${Math.round(megabytes)} MiB`;
  return [
    [
      'open the page until it can be used',
      `${openSeconds.toFixed(2)} s`,
      `≤ ${maxOpen} s`,
      verdict([openSeconds, maxOpen]),
    ],
    ...firstMillis.map(([what, millis]) => [
      `open the list \`${what}\` for the first time`,
      `${Math.round(millis)} ms`,
      '–',
      '–',
    ]),
    ...answerMillis.map(([what, millis]) => [
      what,
      `${Math.round(millis)} ms`,
      `≤ ${maxAnswer} ms`,
      verdict([millis, maxAnswer]),
    ]),
    ["memory of the page's process, all of that done", memory, '–', '–'],
  ];
}
