import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Artifact, Report } from '../../src/model/index.js';
import { packageOf } from '../support/model-builders.js';
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
