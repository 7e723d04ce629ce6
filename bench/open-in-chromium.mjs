// The HTML report in Chromium: time until it can be used, time of its responses, and memory of its process.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const RUNS = 5;

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Peak resident MiB of the process that draws the page. Linux records it; other systems do not. */
async function rendererMegabytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    });
  return Math.max(0, ...peaks) || null;
}

/** Time from a change of the page to the frame after the one that shows it. */
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

function at(hash) {
  return `location.hash = ${JSON.stringify(hash)}`;
}

async function medianMillis(page, before, script) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.evaluate(before);
    await page.waitForTimeout(100);
    times.push(await page.evaluate(script));
  }
  return median(times);
}

const LISTS = ['#/functions', '#/findings', '#/packages', '#/packages?each=1'];

const QUESTIONS = [
  ['search 3,000 functions', at('#/functions'), typed('order sync')],
  ['filter 20,000 findings', at('#/findings?each=1'), timed(at('#/findings?each=1&severity=critical'))],
  ['search 100,000 packages', at('#/packages?each=1'), typed('audit')],
  ['filter 100,000 packages', at('#/packages?each=1'), timed(at('#/packages?each=1&worst=critical'))],
  ['sort 100,000 packages', at('#/packages?each=1'), timed(at('#/packages?each=1&sort=name'))],
];

/** Each time in a new page, because the browser frees the memory of a page at any time. */
async function openedIn(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const startedAt = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.locator('h1').waitFor();
  return { page, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * @param {string} file
 * @returns {Promise<{ openSeconds: number, firstMillis: [string, number][], answerMillis: [string, number][], megabytes: number | null }>}
 */
export async function openInChromium(file) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const openings = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page, seconds } = await openedIn(browser, file);
    openings.push(seconds);
    await page.close();
  }
  const { page } = await openedIn(browser, file);
  // The data of a list are read when it is first shown; that is measured separately.
  const firstMillis = [];
  for (const hash of LISTS) firstMillis.push([hash, await page.evaluate(timed(at(hash)))]);
  const answerMillis = [];
  for (const [what, before, script] of QUESTIONS)
    answerMillis.push([what, await medianMillis(page, before, script)]);
  const megabytes = await rendererMegabytes(browser);
  await browser.close();
  return { openSeconds: median(openings), firstMillis, answerMillis, megabytes };
}
