import { describe, expect, test } from 'vitest';
import { largeReport } from '../../bench/large-report.mjs';
import { NO_COVERAGE } from '../../src/model/index.js';
import { packageOf } from '../support/model-builders.js';
import { permissionsWith } from '../support/needs-of.js';
import {
  cleanReport,
  emptyReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
} from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';
import { openInChromium, unfold } from './browser.js';

const open = openInChromium();

const MANY = largeReport({ functions: 300, packages: 3000, findings: 900 });

describe('finding one’s way', () => {
  test('from the overview to a function, its package and back, by clicks', async () => {
    const { page, complaints } = await open(smallReport());
    await page.getByRole('link', { name: 'screen-cv' }).click();
    await expect.poll(() => page.title()).toBe('screen-cv · stowaway');
    await unfold(page);
    await page.getByRole('link', { name: 'All of lodash in this report' }).first().click();
    await expect.poll(() => page.locator('h1').innerText()).toBe('lodash');
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.locator('h1').innerText()).toBe('Malicious code in 1 function');
    expect(complaints).toEqual([]);
  });

  test('a cell of risk × exposure leads to its functions', async () => {
    const { page } = await open(smallReport());
    await page.getByRole('link', { name: '1 function: Medium, Not known' }).click();
    await expect.poll(() => page.getByRole('status').innerText()).toBe('1 of 3 functions');
    expect(await page.locator('[data-row]').allInnerTexts()).toEqual([
      expect.stringContaining('store-candidate'),
    ]);
  });

  test.each([
    ['#/advisory/GHSA-jwt-0', 'A flaw'],
    ['#/artifact/.serverless%2Fshared-deps.zip', '.serverless/shared-deps.zip'],
    ['#/package/npm%2Flodash', 'lodash'],
    ['#/function/no-such', 'Not in this report'],
    ['#/no-such-page', 'Not in this report'],
    ['#/function/%E0%A4%A', 'Not in this report'],
  ])('the address %s shows %s', async (hash, heading) => {
    const { page, complaints } = await open(smallReport(), hash);
    expect(await page.locator('h1').innerText()).toBe(heading);
    expect(complaints).toEqual([]);
  });

  test('a function’s page says who can start it, what it loads and what it may touch', async () => {
    const report = smallReport();
    const statement = `http POST /${'a-long-path-without-a-break/'.repeat(20)}: anybody may call it: AuthType NONE`;
    const triggers = [
      {
        type: 'http',
        detail: statement.split(': ', 1)[0]?.slice(5) ?? '',
        access: 'anyone' as const,
        statement: 'AuthType NONE',
      },
    ];
    const functions = report.functions.map((fn) => ({
      ...fn,
      triggers,
      exposure: { level: 'public' as const, statements: [statement] },
    }));
    const { page } = await open({ ...report, functions }, '#/function/target%23screen-cv');
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const boxes = page.locator('.picture > li');
      expect(await boxes.locator('h2').allInnerTexts()).toEqual([
        'Who can start it',
        'What it loads',
        'What it may touch',
      ]);
      expect(await boxes.first().innerText()).toContain('Anybody on the internet');
      expect(await boxes.first().getAttribute('class')).toBe('bad');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  test('a function’s page lists what it needs of AWS, what it lacks and which policies were not read', async () => {
    const report = smallReport();
    const [bucket, table] = ['arn:aws:s3:::photos', 'arn:aws:dynamodb:<region>:<account>:table/t'];
    const permissions = permissionsWith([`s3:GetObject ${bucket}`, `dynamodb:GetItem ${table}`], {
      lacked: [{ action: 's3:GetObject', resource: bucket, reason: 'no policy allows it' }],
      unreadPolicies: [table],
      unresolved: ['a client that is not known'],
    });
    const functions = report.functions.map((fn) => ({ ...fn, permissions }));
    const { page } = await open({ ...report, functions }, '#/function/target%23screen-cv');
    expect(await page.locator('.picture > li').last().innerText()).toContain('needed, not granted');
    await unfold(page);
    const text = await page.locator('.folded', { hasText: 'Permissions' }).innerText();
    for (const part of [
      'at least 2 needs, 1 not granted',
      `s3:GetObject on ${bucket} (no policy allows it)`,
      'Policies not read',
      'a client that is not known',
    ])
      expect(text).toContain(part);
  });

  test('a function’s page shows how a package comes in, what was seen of it and what to do', async () => {
    const { page } = await open(smallReport(), '#/function/target%23screen-cv');
    const card = page.locator('.card', { hasText: '4.17.12 to 4.17.15' });
    await unfold(page);
    expect(await card.locator('.card-body').innerText()).toMatch(/through cheerio\s*lodash/);
    expect(await card.locator('.finding-body').first().innerText()).toContain('Raise cheerio.');
    expect(await page.getByRole('img', { name: /4.1 MB of code: Bundled packages 3.6 MB/ }).count()).toBe(1);
  });

  test('a package that another hides is shown as not loaded', async () => {
    const { page } = await open(smallReport(), '#/function/target%23store-candidate');
    expect(await page.locator('.cards').innerText()).toContain('Not loaded: minimist 1.2.8');
  });

  test('going back finds the list as it was left: filter, place and focus', async () => {
    const { page } = await open(MANY, '#/functions?worst=critical&worst=high');
    await page.evaluate(`document.querySelector('.rows').scrollTop = 4400`);
    await page.locator('[data-row="103"]').click();
    await expect.poll(() => page.locator('.list-page').count()).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate('document.activeElement?.dataset?.row')).toBe('103');
    expect(await page.evaluate(`document.querySelector('.rows').scrollTop`)).toBe(4400);
    expect(page.url()).toContain('worst=critical&worst=high');
  });
});

describe('clean and incomplete reports', () => {
  test('an incomplete report opens with a warning, on every page', async () => {
    const { page } = await open(smallReport());
    expect(await page.getByRole('note').innerText()).toContain('Incomplete: 1 function of 3 incomplete');
    await page.goto(`${page.url().split('#')[0]}#/packages`);
    expect(await page.locator('header .tag').innerText()).toBe('Incomplete');
  });

  test('a function that was not seen is not called clean', async () => {
    const { page } = await open(smallReport(), '#/functions');
    const row = page.getByRole('row', { name: /parse-attachment/ });
    expect(await row.innerText()).toContain('Incomplete');
    expect(await page.locator('main').innerText()).not.toContain('Nothing found');
  });

  test('a package in an artifact that was incomplete is not called clean either', async () => {
    const unread = reportedArtifact('unread', {
      path: 'unread.zip',
      packages: [packageOf('left-pad', '1.3.0')],
      coverage: { ...NO_COVERAGE, codeBytes: 900_000, unattributed: 900_000 },
    });
    const whole = reportedArtifact('whole', { packages: [packageOf('ms', '2.1.3')] });
    const functions = [reportedFunction('a', [unread]), reportedFunction('b', [whole])];
    const { page } = await open(reportOf(functions, [unread, whole]), '#/packages');
    expect(await page.getByRole('row', { name: /left-pad/ }).innerText()).toContain('Incomplete');
    expect(await page.getByRole('row', { name: /ms/ }).innerText()).toContain('Nothing found');
    await page.getByRole('link', { name: /left-pad/ }).click();
    await page.getByRole('heading', { name: 'left-pad', level: 1 }).waitFor();
    expect(await page.getByRole('note').innerText()).toContain('1 artifact that it is in is incomplete');
    expect(await page.locator('main > .heading-line').innerText()).toContain('Incomplete');
    await page.getByRole('note').getByRole('link', { name: 'unread.zip' }).click();
    await page.getByRole('heading', { name: 'unread.zip', level: 1 }).waitFor();
    expect(await page.getByRole('note').innerText()).toContain('900 kB of 900 kB of code is not explained');
    expect(await page.locator('.heading-line').innerText()).toContain('Incomplete');
  });

  test('only a complete report without findings is', async () => {
    const { page } = await open(cleanReport());
    expect(await page.locator('h1').innerText()).toBe('Nothing found, and the scan is complete');
    expect(await page.getByText('Incomplete').count()).toBe(0);
  });

  test('an interrupted scan is incomplete', async () => {
    const report = cleanReport();
    const stopped = { ...report, options: { ...report.options, finished: false } };
    const { page } = await open({ ...stopped, summary: { ...report.summary, complete: false } });
    expect(await page.getByRole('note').innerText()).toContain('the scan was interrupted');
    expect(await page.locator('h1').innerText()).toBe('Nothing found in what was seen');
  });

  test.each(['#/', '#/functions', '#/findings', '#/packages', '#/gaps'])(
    'an empty report has its %s',
    async (hash) => {
      const { page, complaints } = await open(emptyReport(), hash);
      expect(await page.locator('h1').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
  );
});
