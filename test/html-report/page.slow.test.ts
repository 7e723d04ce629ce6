import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { HOSTILE, hostileReport, RAW_DANGER } from '../support/hostile-report.js';
import { packageOf } from '../support/model-builders.js';
import { largeReport } from '../../bench/large-report.mjs';
import { violations } from '../support/report-page.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';
import { goTo, openInChromium, unfold } from './browser.js';

const open = openInChromium();

const PAGES = [
  '#/',
  '#/functions',
  '#/findings?severity=critical',
  '#/packages',
  '#/gaps',
  '#/function/target%23screen-cv',
  '#/function/target%23parse-attachment',
  '#/artifact/.serverless%2Fshared-deps.zip',
  '#/advisory/GHSA-jwt-0',
  '#/package/npm%2Flodash',
];

test('thousands of changes and reasons are drawn on request', async () => {
  const report = largeReport({ functions: 400, packages: 4000, findings: 1500 });
  const { page } = await open(report);
  const drawn = (): Promise<number> => page.locator('main *').count();
  expect(await drawn()).toBeLessThan(1000);
  const more = page.locator('.more', { hasText: 'more changes' });
  await more.locator('summary').click();
  await expect.poll(() => more.locator('li').count()).toBe(100);
  await more.getByRole('button', { name: 'Show 100 more' }).click();
  await expect.poll(() => more.locator('li').count()).toBe(200);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => more.innerText()).toContain('more are not printed.');
});

describe('accessibility', () => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('no page breaks a rule of WCAG AA (%i px, %s)', async (width, colorScheme) => {
    const viewport = { width, height: 800 };
    const { page } = await open(smallReport(), '#/', { colorScheme, viewport, bypassCSP: true });
    const broken: string[] = [];
    for (const hash of PAGES) {
      await goTo(page, hash);
      await unfold(page);
      broken.push(...(await violations(page)).map((line) => `${hash} ${line}`));
    }
    expect(broken).toEqual([]);
  });

  test('an open filter and a narrow screen break none either', async () => {
    const { page } = await open(smallReport(), '#/findings', {
      bypassCSP: true,
      viewport: { width: 390, height: 800 },
    });
    await page.locator('summary', { hasText: 'Severity' }).click();
    expect(await violations(page)).toEqual([]);
  });

  test('axe finds something where there is something', async () => {
    const { page } = await open(smallReport(), '#/', { bypassCSP: true });
    await page.evaluate(`document.querySelector('h1').style.color = '#eee'`);
    expect(await violations(page)).not.toEqual([]);
  });
});

describe('colours', () => {
  const theme = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.dataset.theme');

  test('follow the system until they are chosen, and the choice is kept', async () => {
    const { page } = await open(smallReport(), '#/', { colorScheme: 'dark' });
    expect(await theme(page)).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => theme(page)).toBe('light');
    await page.getByRole('button', { name: 'Switch to dark colours' }).click();
    await expect.poll(() => theme(page)).toBe('dark');
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await theme(page)).toBe('dark');
  });
});

describe('a hostile report', () => {
  test.each(['#/', '#/functions', '#/findings', '#/packages', '#/gaps'])(
    'in %s is text: nothing of it runs, loads or hides',
    async (hash) => {
      const { page, complaints } = await open(hostileReport(), hash);
      const text = await page.locator('body').innerText();
      expect(text).toContain('evil');
      expect(RAW_DANGER.exec(text)).toBeNull();
      expect(await page.locator('main script, main img, main iframe').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  test('has a page for each function, package and artifact', async () => {
    const { page, complaints } = await open(hostileReport(), '#/functions');
    await page.locator('[data-row="0"]').click();
    await unfold(page);
    await page.locator('.card-body > p > a').first().click();
    await expect.poll(() => page.locator('h1').innerText()).toContain('evil');
    expect(RAW_DANGER.exec(await page.locator('body').innerText())).toBeNull();
    expect(complaints).toEqual([]);
  });

  test.each([
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    'x'.repeat(10_000),
    HOSTILE,
  ])('a function called %j neither runs nor breaks the page', async (name) => {
    const artifact = reportedArtifact('a', { packages: [packageOf(name.toWellFormed(), '1.0.0')] });
    const { page, complaints } = await open(reportOf([reportedFunction(name, [artifact])], [artifact]));
    await page.locator('[data-row="0"]').click();
    await unfold(page);
    await page.getByRole('treeitem').waitFor();
    const [width, room] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
    expect(width).toBeLessThanOrEqual(room ?? 0);
    expect(complaints).toEqual([]);
  });

  test('a script that gets into the page all the same is stopped by its policy', async () => {
    const { page, complaints } = await open(smallReport());
    await page.evaluate(
      `(() => { const script = document.createElement('script'); try { script.text = 'window.ran = true'; } catch { window.typed = true; } document.body.append(script); })()`,
    );
    expect(await page.evaluate('[window.ran, window.typed]')).toEqual([undefined, true]);
    expect(complaints.join()).toContain('policy: require-trusted-types-for');
  });
});

describe('on paper and on a narrow screen', () => {
  test('all rows of a list are printed, the tools are not', async () => {
    const report = largeReport({ functions: 300, packages: 3000, findings: 900 });
    const { page } = await open(report, '#/functions');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('[data-row]').count()).toBe(300);
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  });

  test('no page is wider than 400 pixels', async () => {
    const { page } = await open(smallReport(), '#/', { viewport: { width: 400, height: 800 } });
    const widths: string[] = [];
    for (const hash of PAGES) {
      await goTo(page, hash);
      widths.push(`${hash} ${String(await page.evaluate('document.documentElement.scrollWidth'))}`);
    }
    expect(widths).toEqual(PAGES.map((hash) => `${hash} 400`));
  });
});
