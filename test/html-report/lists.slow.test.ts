import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { largeReport } from '../../bench/large-report.mjs';
import { packageOf } from '../support/model-builders.js';
import { publicReport } from '../support/public-report.js';
import { smallReport } from '../support/small-report.js';
import { openInChromium, unfold } from './browser.js';

const open = openInChromium();

const MANY = largeReport({ functions: 300, packages: 6000, findings: 900 });

async function status(page: Page): Promise<string> {
  return page.getByRole('status').innerText();
}

async function names(page: Page): Promise<string[]> {
  const links = await page.locator('[data-row] b').allInnerTexts();
  return links.slice(0, 3);
}

describe('lists', () => {
  test('only the visible ones of 6,000 rows are drawn, and the end can be reached', async () => {
    const { page } = await open(MANY, '#/packages?each=1');
    expect(await status(page)).toBe('6,000 packages');
    expect(await page.locator('[data-row]').count()).toBeLessThan(60);
    await page.evaluate(`document.querySelector('.rows').scrollTop = 1e9`);
    await page.locator('[data-row="5999"]').waitFor();
    expect(await page.locator('[data-row]').count()).toBeLessThan(60);
  });

  test('findings stand in the one order: what is loaded first, what is not loaded last', async () => {
    const { page } = await open(publicReport(), '#/findings');
    const rows = await page.locator('.rows .row').allInnerTexts();
    expect(rows.map((row) => /(never-loaded|who-knows|loaded) 1\.0\.0/.exec(row)?.[1])).toEqual([
      'loaded',
      'who-knows',
      'never-loaded',
    ]);
  });

  test('what is only possible is counted apart', async () => {
    const report = publicReport();
    const artifacts = report.artifacts.map((artifact) => ({
      ...artifact,
      findings: artifact.findings.map((finding) => ({ ...finding, certainty: 'possible' as const })),
    }));
    const { page } = await open({ ...report, artifacts }, '#/');
    expect(await page.locator('h1').innerText()).toBe(
      'No critical or high finding is certain; some are possible',
    );
    expect(await page.locator('.legend').first().innerText()).toMatch(/^\s*Only possible\s+3\s*$/);
    const { page: packages } = await open({ ...report, artifacts }, '#/packages');
    expect(await packages.locator('.rows .row').first().innerText()).toContain('Only possible');
  });

  test('in a narrow window a finding names its package, and each row keeps to itself', async () => {
    const { page } = await open(smallReport(), '#/findings', { viewport: { width: 390, height: 844 } });
    const rows = page.locator('.rows .row');
    expect(await rows.first().innerText()).toContain('plain-crypto-js 4.2.1');
    const tooLow = await rows.evaluateAll((all) =>
      all.flatMap((row) =>
        [...row.children]
          .filter((cell) => cell.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom)
          .map((cell) => cell.textContent),
      ),
    );
    expect(tooLow).toEqual([]);
  });

  test('a package that must be in a bundle and whose code is not known has no size', async () => {
    const report = smallReport();
    const [artifact] = report.artifacts;
    const expected = packageOf('expected', '1.0.0', {
      id: 'npm:expected',
      presence: 'bundled',
      basis: 'required',
      bytes: 0,
      locations: [{ path: 'index.mjs' }],
    });
    const artifacts = artifact ? [{ ...artifact, packages: [...artifact.packages, expected] }] : [];
    const { page } = await open({ ...report, artifacts }, '#/packages?q=expected');
    expect(await page.locator('.rows .row').allInnerTexts()).toEqual([
      expect.stringMatching(/expected[^]*Required, not found[^]*–/),
    ]);
  });

  test('a search takes all words, in any order, and is part of the address', async () => {
    const { page } = await open(MANY, '#/functions');
    await page.getByRole('searchbox').fill('ORDER sync');
    await expect.poll(() => status(page)).toMatch(/^\d+ of 300 functions$/);
    for (const name of await names(page)) expect(name).toMatch(/^sync-order-/);
    expect(page.url()).toContain('q=ORDER+sync');
    await page.getByRole('searchbox').fill('no such function');
    expect(await page.getByText('No functions match.').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await status(page)).toBe('300 functions');
  });

  test('a filter offers the existing values, with their numbers, and several choices add up', async () => {
    const { page } = await open(smallReport(), '#/findings');
    await page.locator('summary', { hasText: 'Severity' }).click();
    expect(await page.locator('.menu[open] label').allInnerTexts()).toEqual(
      ['Critical', 'High', 'Medium', 'Low'].map((word) => expect.stringContaining(word)),
    );
    await page.getByRole('checkbox', { name: /^Critical/ }).check();
    expect(await status(page)).toBe('1 of 14 findings');
    await page.getByRole('checkbox', { name: /^High/ }).check();
    expect(await status(page)).toBe('6 of 14 findings');
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu[open]').count()).toBe(0);
  });

  test('reachability without an analysis is unknown, not “not reached”', async () => {
    const { page } = await open(smallReport(), '#/findings?reached=unknown');
    expect(await status(page)).toBe('14 findings');
    // One value distinguishes nothing: neither a column nor a filter has it.
    expect(await page.locator('summary', { hasText: 'Loaded' }).count()).toBe(0);
    expect(await page.getByRole('columnheader').allInnerTexts()).not.toContain('Loaded');
  });

  test.each([
    ['kind', 'malware', '1 of 14 findings'],
    ['certainty', 'possible', '1 of 14 findings'],
    ['package', 'jsonwebtoken', '3 of 14 findings'],
    ['function', 'store-candidate', '1 of 14 findings'],
    ['fix', 'known', '14 findings'],
  ])('findings by %s = %s: %s', async (filter, value, expected) => {
    const { page } = await open(smallReport(), `#/findings?${filter}=${value}`);
    expect(await status(page)).toBe(expected);
  });

  test('with a baseline, the list can show only new findings', async () => {
    const report = smallReport();
    const artifacts = report.artifacts.map((artifact) => ({
      ...artifact,
      findings: artifact.findings.map((finding, at) => ({ ...finding, isNew: at === 0 })),
    }));
    const { page } = await open({ ...report, artifacts }, '#/findings');
    await page.locator('summary', { hasText: 'New' }).click();
    await page.getByRole('checkbox', { name: /^New/ }).check();
    expect(await status(page)).toBe('2 of 14 findings');
    expect(await page.locator('.row .tag.new').count()).toBe(2);
  });

  test('a finding that one function sets aside is open elsewhere, and struck out there', async () => {
    const report = smallReport();
    const suppression = {
      reason: 'Never called.',
      owner: 'ops',
      expires: null,
      source: 'stowaway.config.json',
    };
    const functions = report.functions.map((fn) => ({
      ...fn,
      findings: fn.findings.map((finding) =>
        'kind' in finding || finding.id !== 'm1' ? finding : { ...finding, suppression },
      ),
    }));
    const { page } = await open({ ...report, functions }, '#/function/target%23screen-cv');
    const closed = page.locator('.finding.closed');
    expect(await closed.count()).toBe(1);
    await unfold(page);
    expect(await closed.innerText()).toContain('Never called.');
    expect(await page.locator('.heading-line').innerText()).not.toMatch(/critical/i);
  });

  test('a column sorts one way and the other', async () => {
    const { page } = await open(MANY, '#/functions');
    await page.getByRole('button', { name: 'Function', exact: true }).click();
    expect(await names(page)).toEqual(['archive-audit-195', 'archive-audit-295', 'archive-audit-95']);
    await page.getByRole('button', { name: 'Function', exact: true }).click();
    expect((await names(page))[0]).toBe('sync-user-42');
    expect(await page.getByRole('columnheader', { name: 'Function' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });
});

describe('the keyboard', () => {
  test('/ leads to the search, from any page', async () => {
    const { page } = await open(MANY);
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('search');
    await page.keyboard.type('mail');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('mail');
  });

  test('arrows walk through a list, End reaches its end, Enter opens the row', async () => {
    const { page } = await open(MANY, '#/functions');
    const active = (): Promise<unknown> => page.evaluate('document.activeElement?.dataset?.row');
    await page.locator('[data-row="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(active).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(active).toBe('299');
    await page.keyboard.press('PageUp');
    await expect.poll(active).not.toBe('299');
    await page.keyboard.press('Home');
    await expect.poll(active).toBe('0');
    const [first] = await names(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').innerText()).toBe(first);
  });

  test('Tab alone reaches the tabs, the switch of colours, the search, a filter and the list', async () => {
    const { page } = await open(MANY, '#/functions');
    const reached = new Set<unknown>();
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(
          '(() => { const at = document.activeElement; return at.getAttribute("aria-label") ?? at.dataset.row ?? at.textContent; })()',
        ),
      );
    }
    for (const name of ['Overview', 'Switch to dark colours', 'Search functions', 'Worst finding', '0'])
      expect([...reached]).toContain(name);
  });

  test('a tree unfolds and folds by arrows', async () => {
    const { page } = await open(smallReport(), '#/function/target%23screen-cv');
    await unfold(page);
    await page.locator('[data-branch="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: /plain-crypto-js/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.evaluate('document.activeElement?.textContent'))
      .toContain('plain-crypto-js');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByRole('treeitem', { name: /plain-crypto-js/ }).count()).toBe(0);
  });
});
