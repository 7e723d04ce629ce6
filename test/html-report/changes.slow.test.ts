import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Artifact, Report } from '../../src/model/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import {
  cleanReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../support/sample-report.js';
import { openInChromium } from './browser.js';

const open = openInChromium();

const SUPPRESSION = { reason: 'not called', owner: null, expires: null, source: 'rules' };

/** Code in which express requires a qs that has a finding. */
function code(id: string): Artifact {
  const qs = packageOf('qs', '6.5.2', { direct: false });
  return reportedArtifact(id, {
    path: `${id}.zip`,
    packages: [packageOf('express', '4.16.0', { direct: true, dependencies: [qs.id] }), qs],
    findings: [upgradeOf('qs', '6.5.3', { id: 'f', package: qs.id, severity: 'high', fixedIn: ['6.5.3'] })],
  });
}

/** Two functions with their own code; the second one sets the finding aside for itself. */
function twoFunctions(): Report {
  const [first, second] = [code('a'), code('b')];
  const aside = {
    findings: [{ artifact: second.id, id: 'f', fingerprint: 'f', isNew: null, suppression: SUPPRESSION }],
  };
  return reportOf(
    [reportedFunction('one', [first]), reportedFunction('two', [second], aside)],
    [first, second],
  );
}

function textOf(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

test('the overview shows a change once, the pages of functions and artifacts show their own', async () => {
  const report = twoFunctions();
  const [change] = report.artifacts[0]?.changes ?? [];
  expect(change).toMatchObject({ action: 'override', name: 'qs', to: '6.5.3', broughtBy: ['express'] });
  const { page } = await open(report);
  const changes = page.locator('.changes li');
  expect(await changes.count()).toBe(1);
  expect(await changes.innerText()).toMatch(
    /override qs 6\.5\.2 → 6\.5\.3 \(comes with express\)\s+clears\s+1\s+high\s+npm pkg set/i,
  );
  const { page: own } = await open(report, '#/artifact/a.zip');
  expect(await own.locator('.changes li').innerText()).toMatch(/clears\s+1\s+high/);
});

test('a change that clears only findings that a function sets aside is none of its changes', async () => {
  const report = twoFunctions();
  const ids = report.functions.map(({ id }) => encodeURIComponent(id));
  const shown = await Promise.all(
    ids.map(async (id) => textOf((await open(report, `#/function/${id}`)).page)),
  );
  expect(shown.map((text) => text.includes('What to do\n'))).toEqual([true, false]);
});

test('"nothing" is only to be done where nothing was found', async () => {
  const artifact = reportedArtifact('a', {
    packages: [packageOf('qs', '6.5.2')],
    findings: [upgradeOf('qs', '6.5.3', { fixedIn: [], remediation: null })],
  });
  const { page } = await open(reportOf([reportedFunction('one', [artifact])], [artifact]));
  expect(await textOf(page)).toContain('No change of a manifest is known to clear a finding');
  const { page: clean } = await open(cleanReport());
  expect(await textOf(clean)).toContain('Nothing.');
});

test('columns that say nothing of any function leave their room to its name', async () => {
  const { page } = await open(twoFunctions());
  const list = page.getByRole('table', { name: 'Functions at most risk' });
  const titles = await list.getByRole('columnheader').allInnerTexts();
  expect(titles).toEqual(['Worst', 'Function', 'High', 'Packages']);
});

test('folders that need the same change share it and are named', async () => {
  const copies = ['pay', 'ship'].map((root) =>
    packageOf('qs', '6.5.2', { id: `npm:${root}/qs`, root: `npm:${root}`, direct: true }),
  );
  const artifact = reportedArtifact('a', {
    packages: copies,
    roots: ['pay', 'ship'].map((path) => ({ id: `npm:${path}`, path, name: null, manager: 'npm' })),
    findings: copies.map(({ id }) => upgradeOf('qs', '6.5.3', { id, package: id, severity: 'high' })),
  });
  const { page } = await open(reportOf([reportedFunction('one', [artifact])], [artifact]));
  const changes = page.locator('.changes li');
  expect(await changes.count()).toBe(1);
  expect(await changes.innerText()).toMatch(/upgrade qs 6\.5\.2 → 6\.5\.3 in pay, ship\s+clears/i);
});

test('packages without a known licence are one folded card', async () => {
  const packages = ['a', 'b', 'c'].map((name) => packageOf(name, '1.0.0', { direct: true }));
  const artifact = reportedArtifact('a', {
    path: 'a.zip',
    packages,
    findings: packages.map(({ id, name }) =>
      findingOf({
        id,
        kind: 'configuration',
        rule: 'license-unknown',
        title: `${name} has no licence`,
        package: id,
      }),
    ),
  });
  const { page } = await open(
    reportOf([reportedFunction('one', [artifact])], [artifact]),
    '#/artifact/a.zip',
  );
  const card = page.locator('.cards > .card', { hasText: 'No known licence' });
  expect(await card.count()).toBe(1);
  expect(await page.locator('.cards > .card').count()).toBe(1);
  await card.locator('summary').first().click();
  expect(await card.locator('.card').count()).toBe(3);
});
