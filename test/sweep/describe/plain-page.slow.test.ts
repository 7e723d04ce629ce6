import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml, plainPage, tableOf } from '../../../src/sweep/describe/plain-page.js';
import { trendPicture } from '../../../src/sweep/describe/trend-picture.js';
import {
  NO_CHROMIUM,
  startReportBrowser,
  violations,
  type ReportBrowser,
} from '../../support/report-page.js';

test('no text acts as markup, and invisible characters are shown', () => {
  expect(escapeHtml(`<b a="1">'&\u202e`)).toBe('&lt;b a=&quot;1&quot;&gt;&#39;&amp;\\u{202e}');
  expect(tableOf('<i>', ['<h>'], [['<td>']])).not.toMatch(/<(?:i|h)>|<td>/);
  expect(tableOf('empty', ['a'], [])).toBe('');
});

test('a page allows its own style and nothing else', () => {
  const page = plainPage('<title>', '<p>x</p>');
  const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  expect(page).toContain('<title>&lt;title&gt;</title>');
});

describe('in a browser', () => {
  const colours = ['critical', 'high', 'medium', 'low', 'unknown', 'plain'];
  const series = colours.map((colour, at) => ({ name: colour, colour, values: [at, at + 1] }));
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${'long-name'.repeat(7)}`;
  const rows = [['high', 'GHSA-0000', arn, '']];
  const body =
    trendPicture('Open findings', series, ['2026-06-01', '2026-06-02']) +
    tableOf('New', ['Severity', 'Rule', 'Function', 'Seen'], rows);
  let browser: ReportBrowser | null = null;
  beforeAll(async () => {
    if (NO_CHROMIUM === null) browser = await startReportBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  const screens = [390, 1280].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );
  for (const { width, colorScheme } of screens) {
    test(`at ${width} px, ${colorScheme}, it breaks no rule of WCAG AA and nothing sticks out`, async ({
      skip,
    }) => {
      skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? '');
      const options = { viewport: { width, height: 800 }, colorScheme, bypassCSP: true };
      const shown = await browser?.show(plainPage('Sweep 2', body), '', options);
      if (!shown) throw new Error('The browser did not start.');
      expect(await violations(shown.page)).toEqual([]);
      const sticksOut = 'document.documentElement.scrollWidth - innerWidth';
      expect(await shown.page.evaluate(sticksOut)).toBeLessThanOrEqual(0);
      const rule = shown.page.locator('td', { hasText: 'GHSA-0000' });
      // A narrow screen has one cell a line.
      const { width: cell = 0 } = (await rule.boundingBox()) ?? {};
      expect(cell > width / 2).toBe(width < 700);
    });
  }

  test('its own policy allows everything that it does', async ({ skip }) => {
    skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? '');
    const shown = await browser?.show(plainPage('Sweep 2', body));
    expect(shown?.complaints).toEqual([]);
    expect(await shown?.page.evaluate(`getComputedStyle(document.querySelector('h1')).fontSize`)).toBe(
      '22.5px',
    );
  });
});
