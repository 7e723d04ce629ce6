import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { contentPage } from '../../src/reporters/html/content-page.js';
import type { PageContent } from '../../src/reporters/html/page-content.js';
import { HOSTILE } from '../support/hostile-report.js';
import { violations } from '../support/report-page.js';
import { showInChromium } from './browser.js';

const show = showInChromium();
const LONG = 'arn:aws:lambda:eu-west-1:123456789012:function:'.concat('long-name'.repeat(12));

const CONTENT: PageContent = {
  title: '2 new of 60 open findings',
  over: 'Sweep 2 of 2026-06-02',
  incomplete: { title: 'Incomplete: not everything was seen', reasons: [`<b>${HOSTILE}`] },
  parts: [
    {
      kind: 'tiles',
      title: null,
      tiles: [{ name: 'Open', value: 60, note: '1 critical', list: 'open' }],
    },
    { kind: 'bar', title: 'Open findings', parts: [{ label: 'high', tone: 'high', size: 3 }] },
    {
      kind: 'trend',
      title: 'Trend',
      from: '2026-06-01',
      to: '2026-06-02',
      lines: [{ name: 'high', tone: 'high', values: [1, 3] }],
    },
    { kind: 'facts', title: 'Facts', facts: [['Account', ['1', '2']]] },
    { kind: 'lines', title: 'Nothing of it', lines: [] },
    { kind: 'list', title: null, list: 'open' },
  ],
  lists: [
    {
      id: 'open',
      title: 'Open',
      noun: 'findings',
      note: 'the worst of 100',
      columns: [
        { id: 'severity', title: 'Severity', kind: 'severity', isFilter: true },
        { id: 'what', title: 'What', kind: 'name' },
        { id: 'function', title: 'Function', kind: 'code' },
        { id: 'score', title: 'Score', kind: 'number' },
        { id: 'seen', title: 'Seen', kind: 'text', isFilter: true },
      ],
      rows: Array.from({ length: 60 }, (_, at) => [
        at === 40 ? 'critical' : 'low',
        `=what ${at}`,
        LONG,
        at,
        '',
      ]),
    },
  ],
};

function rowTexts(page: Page): Promise<string[]> {
  return page.locator('.rows .main').allInnerTexts();
}

for (const width of [390, 1280])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`at ${width} px, ${colorScheme}, no page breaks a rule of WCAG AA and nothing sticks out`, async () => {
      const options = { viewport: { width, height: 800 }, colorScheme, bypassCSP: true };
      for (const hash of ['', '#/open']) {
        const { page } = await show(contentPage(CONTENT), hash, options);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    });

test('the first page has each part that has content, and the first rows of each list', async () => {
  const { page, complaints } = await show(contentPage(CONTENT));
  expect(await page.locator('h2').allInnerTexts()).toEqual(['Open findings', 'Trend', 'Facts', 'Open']);
  expect(await page.locator('.banner').innerText()).toContain('<b>');
  expect(await page.locator('.rows .row').count()).toBe(8);
  expect(complaints).toEqual([]);
});

test('a list is filtered and sorted; an empty column and a filter with one value are left out', async () => {
  const { page } = await show(contentPage(CONTENT), '#/open');
  expect(await page.locator('.menu > summary').allInnerTexts()).toEqual(['Severity']);
  expect(await page.getByRole('columnheader').allInnerTexts()).not.toContain('Seen');
  await page.getByRole('button', { name: 'Score' }).click();
  await expect.poll(async () => (await rowTexts(page))[0]).toBe('=what 59');
  await page.goto(`${page.url().split('#', 1)[0]}#/open?severity=critical`);
  await expect.poll(() => rowTexts(page)).toEqual(['=what 40']);
});

test('what is filtered is saved as CSV and as JSON, and no cell is a formula', async () => {
  const { page, complaints } = await show(contentPage(CONTENT), '#/open?severity=critical');
  const saved = async (name: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  expect(await saved('as CSV')).toBe(`severity,what,function,score,seen\ncritical,"'=what 40",${LONG},40,\n`);
  expect(JSON.parse(await saved('as JSON'))).toEqual([
    { severity: 'critical', what: '=what 40', function: LONG, score: 40, seen: '' },
  ]);
  expect(complaints.filter((line) => !line.includes('blob:'))).toEqual([]);
});

const TABLE_ROWS = 350;
const LONG_TABLE: PageContent = {
  ...CONTENT,
  parts: [
    {
      kind: 'table',
      title: 'Functions',
      lead: ['All of them.', 'Each once.'],
      columns: [
        { id: 'name', title: 'Function', kind: 'name' },
        { id: 'runtime', title: 'Runtime', kind: 'text' },
        { id: 'where', title: 'Where', kind: 'code' },
      ],
      rows: Array.from({ length: TABLE_ROWS }, (_, at) => [`f${at}`, 'nodejs20.x', LONG]),
      none: '',
    },
  ],
};

test('a long table is drawn bit by bit to its end, and on paper at once', async () => {
  const { page, complaints } = await show(contentPage(LONG_TABLE));
  await expect.poll(() => page.locator('.whole tbody tr').count()).toBe(TABLE_ROWS);
  expect(await page.locator('.whole td.name').last().textContent()).toBe(`f${TABLE_ROWS - 1}`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.whole tbody tr').count()).toBe(TABLE_ROWS);
  expect(complaints).toEqual([]);
});

test('a page of many parts begins with a list of them, and its links lead there', async () => {
  const parts = Array.from({ length: 7 }, (_, at) => ({
    kind: 'lines' as const,
    title: `Part ${at}`,
    lines: Array.from({ length: 60 }, () => 'line'),
  }));
  const { page } = await show(contentPage({ ...CONTENT, parts: [...parts, ...LONG_TABLE.parts] }));
  expect((await page.locator('.contents').innerText()).split('\n')).toEqual([
    ...parts.map(({ title }) => title),
    `Functions ${TABLE_ROWS}`,
  ]);
  await page.locator('.contents').getByText('Part 4').click();
  await expect
    .poll(() => page.evaluate('document.querySelector("#part-4").getBoundingClientRect().top'))
    .toBeLessThan(100);
  const few = await show(contentPage({ ...CONTENT, parts: parts.slice(1) }));
  expect(await few.page.locator('.contents').count()).toBe(0);
});

test('ordinary words of a narrow table stay whole', async () => {
  const { page } = await show(contentPage(LONG_TABLE), '#/', { viewport: { width: 400, height: 800 } });
  const lines = `[...document.querySelectorAll('.whole tr:nth-child(1) td')].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  })`;
  const [, runtime, where] = await page.evaluate<number[]>(lines);
  expect(runtime).toBe(1);
  expect(where).toBeGreaterThan(1);
});
