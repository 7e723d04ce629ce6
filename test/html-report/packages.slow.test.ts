import { expect, test } from 'vitest';
import { SEVERITIES } from '../../src/model/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { openInChromium } from './browser.js';

const open = openInChromium();

test('in a narrow window a package with many findings keeps to its row', async () => {
  const found = packageOf('pillow', '10.0.0');
  const findings = SEVERITIES.flatMap((severity) =>
    Array.from({ length: 12 }, (_, at) =>
      findingOf({ rule: `GHSA-${severity}-${at}`, package: found.id, severity }),
    ),
  );
  const artifact = reportedArtifact('code', { packages: [found], findings });
  const { page } = await open(reportOf([], [artifact]), '#/packages', {
    viewport: { width: 390, height: 844 },
  });
  const heights = await page.locator('.rows .row').evaluateAll((all) =>
    all.map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const cells = [...row.children].map((cell) => cell.getBoundingClientRect());
      return cells.every((cell) => cell.top >= top && cell.bottom <= bottom);
    }),
  );
  expect(heights).toEqual([true]);
});

test('the tab counts the rows of its page; of what has no known version nothing is said', async () => {
  const packages = [
    packageOf('known', '1.0.0'),
    packageOf('known', '1.0.0', { id: 'npm:again' }),
    packageOf('open', null, { presence: 'declared' }),
  ];
  const { page } = await open(reportOf([], [reportedArtifact('code', { packages })]), '#/packages');
  expect(await page.getByRole('link', { name: 'Packages' }).innerText()).toMatch(/^Packages\s*2$/);
  expect(await page.getByRole('status').innerText()).toBe('2 packages in 3 copies');
  expect(await page.locator('.rows .row').allInnerTexts()).toEqual([
    expect.stringMatching(/Nothing found[^]*known/),
    expect.stringMatching(/Not known[^]*open/),
  ]);
});

test('a package that another one replaces in a function is not called loaded on its page', async () => {
  const [old, own] = [packageOf('certifi', '1.0.0'), packageOf('certifi', '2.0.0')];
  const code = reportedArtifact('code', { packages: [own] });
  const finding = findingOf({ package: old.id, severity: 'high' });
  const layer = reportedArtifact('layer', { kind: 'layer', packages: [old], findings: [finding] });
  const fn = reportedFunction('fn', [code, layer]);
  const packages = fn.packages.map((found) => ({
    ...found,
    reachable: true,
    shadowedBy: found.artifact === layer.id ? `${code.id}#${own.id}` : null,
  }));
  const { page } = await open(reportOf([{ ...fn, packages }], [code, layer]), '#/functions');
  await page.locator('.row-link').first().click();
  const tags = (await page.locator('.card .tag').allInnerTexts()).filter((words) => words !== '');
  expect(tags).toEqual([expect.stringMatching(/^Not loaded: certifi 2\.0\.0 of .* is$/)]);
});
