// `node bench/html.mjs`: renders a report of an organisation's size in every format, opens it in Chromium and measures how soon it answers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { setUp, projectFolder } from '../scripts/set-up.mjs';
import { largeReport } from './large-report.mjs';

const RUNS = 5;
const TARGETS = { renderSeconds: 5, renderMegabytes: 1000, openSeconds: 2, answerMillis: 100 };
const PLAIN = { colour: false, width: Infinity, verbose: true, links: false, elapsedMillis: null };

setUp();
const folder = join(projectFolder, 'build/bench');
mkdirSync(folder, { recursive: true });
const report = largeReport();
const table = [
  ['functions, packages, findings', amounts(report), ''],
  ...(await renderAll()),
  ...(await openAndAsk(join(folder, 'report.html'))),
];
for (const [what, measured, target] of table)
  console.log(`${what.padEnd(52)} ${measured.padStart(34)}  ${target}`);

function amounts({ summary: { functions, packages, findings } }) {
  const sum = Object.values(findings).reduce((total, count) => total + count, 0);
  return [functions, packages, sum].map((count) => count.toLocaleString('en-US')).join(', ');
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Each reporter after the other, as `--output` would; peak memory is this process's, the report itself included. */
async function renderAll() {
  const { REPORTERS } = await import('../dist/reporters/index.js');
  const measured = REPORTERS.map((reporter) => {
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    let length = 0;
    const chunks = [];
    for (const chunk of reporter.render(report, PLAIN)) {
      length += chunk.length;
      if (reporter.id === 'html') chunks.push(chunk);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(before);
    if (reporter.id === 'html') writeFileSync(join(folder, 'report.html'), chunks.join(''));
    return { id: reporter.id, seconds, cpuSeconds: (user + system) / 1e6, length };
  });
  const sum = (key) => measured.reduce((total, row) => total + row[key], 0).toFixed(2);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  return [
    ...measured.map((row) => [
      `render ${row.id}`,
      `${row.seconds.toFixed(2)} s (CPU ${row.cpuSeconds.toFixed(2)} s), ${(row.length / 1e6).toFixed(1)} MB`,
      '',
    ]),
    [
      'render all formats',
      `${sum('seconds')} s (CPU ${sum('cpuSeconds')} s)`,
      `target ${TARGETS.renderSeconds} s`,
    ],
    ['peak memory', `${Math.round(megabytes)} MiB`, `target ${TARGETS.renderMegabytes} MiB`],
  ];
}

/** A change of the page, to the frame after the one that shows it. */
function timed(change) {
  return `new Promise((done) => {
    const startedAt = performance.now();
    ${change};
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - startedAt)));
  })`;
}

function typed(text) {
  return timed(`
    const search = document.querySelector('#search');
    search.value = ${JSON.stringify(text)};
    search.dispatchEvent(new Event('input', { bubbles: true }))`);
}

async function measureMedian(page, before, script) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.evaluate(before);
    await page.waitForTimeout(100);
    times.push(await page.evaluate(script));
  }
  return median(times);
}

async function openAndAsk(file) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const address = pathToFileURL(file).href;
  const openings = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    await page.goto(`${address}?${run}`);
    await page.locator('h1').waitFor();
    openings.push((performance.now() - startedAt) / 1000);
  }
  const at = (hash) => `location.hash = ${JSON.stringify(hash)}`;
  const answers = [
    ['search 3,000 functions', at('#/functions'), typed('order sync')],
    ['filter 20,000 findings', at('#/findings?each=1'), timed(at('#/findings?each=1&severity=critical'))],
    ['search 100,000 packages', at('#/packages?each=1'), typed('audit')],
    ['filter 100,000 packages', at('#/packages?each=1'), timed(at('#/packages?each=1&worst=critical'))],
    ['sort 100,000 packages', at('#/packages?each=1'), timed(at('#/packages?each=1&sort=name'))],
  ];
  // What is read when a list is first looked at is measured by itself.
  const firstTimes = [];
  for (const hash of ['#/functions', '#/findings', '#/packages', '#/packages?each=1']) {
    firstTimes.push([`open the list ${hash} for the first time`, await page.evaluate(timed(at(hash)))]);
  }
  const rows = [];
  for (const [what, before, script] of answers) rows.push([what, await measureMedian(page, before, script)]);
  await browser.close();
  return [
    [
      'open the page until it can be used',
      `${median(openings).toFixed(2)} s`,
      `target ${TARGETS.openSeconds} s`,
    ],
    ...firstTimes.map(([what, millis]) => [what, `${Math.round(millis)} ms`, '']),
    ...rows.map(([what, millis]) => [what, `${Math.round(millis)} ms`, `target ${TARGETS.answerMillis} ms`]),
  ];
}
