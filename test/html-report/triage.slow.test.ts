import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Problem, Report } from '../../src/model/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';
import { openInChromium, unfold } from './browser.js';

const open = openInChromium();

/** One flaw in two copies of a package in one function, a flow of data, and fifty packages with a flaw each. */
function triageReport(): Report {
  const copies = ['a', 'b'].map((folder) =>
    packageOf('lodash', '4.17.15', {
      id: folder,
      locations: [{ path: `node_modules/${folder}/node_modules/lodash` }],
    }),
  );
  const others = Array.from({ length: 50 }, (_, at) => packageOf(`other-${at}`, '1.0.0', { id: `o${at}` }));
  const flaw = {
    kind: 'advisory' as const,
    rule: 'GHSA-aaaa-bbbb-cccc',
    aliases: ['CVE-2026-1000'],
    title: 'Command injection in lodash',
    severity: 'high' as const,
    score: 8.1,
    epss: 0.42,
    fixedIn: ['4.17.21'],
    evidence: [{ path: '', line: null, detail: 'GHSA-aaaa-bbbb-cccc affects <4.17.21' }],
  };
  const findings = [
    ...copies.map(({ id }, at) => findingOf({ ...flaw, id: `f${at}`, package: id })),
    ...others.map(({ id }, at) =>
      findingOf({ kind: 'advisory', rule: `GHSA-${at}`, id: `g${at}`, severity: 'medium', package: id }),
    ),
    findingOf({
      id: 'flow',
      kind: 'injection',
      rule: 'flows/command',
      title: 'Data of the event runs as a command',
      severity: 'critical',
      evidence: [
        { path: 'put.js', line: 5, detail: 'put(body)', function: 'writer', into: 'arn:aws:s3:::<Files>' },
        { path: 'index.js', line: 3, detail: 'JSON.parse(event.body)' },
        {
          path: 'index.js',
          line: 9,
          detail: 'exec(`run ${text}`)',
          frame: { line: 8, lines: ['const go = (text) =>', '  exec(`run ${text}`);'] },
        },
      ],
    }),
  ];
  const note: Problem = { code: 'missing', path: 'note', message: 'A note.', affectsCompleteness: false };
  const gap: Problem = { code: 'malformed', path: 'gap', message: 'A gap.', affectsCompleteness: true };
  const artifact = reportedArtifact('app.zip', {
    packages: [...copies, ...others],
    findings,
    problems: [note, gap],
  });
  return reportOf([reportedFunction('app', [artifact])], [artifact]);
}

const REPORT = triageReport();

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const)
  test(`a function's page has at most three screens, folded, at ${width} px`, async () => {
    const viewport = { width, height };
    for (const [report, hash] of [
      [REPORT, '#/functions'],
      [smallReport(), '#/functions'],
    ] as const) {
      const { page } = await open(report, hash, { viewport });
      await page.locator('[data-row="0"]').click();
      await page.locator('.cards').waitFor();
      const screens = await page.evaluate<number>('document.documentElement.scrollHeight / innerHeight');
      expect(screens).toBeLessThanOrEqual(3);
    }
  });

test('two copies of a package count once: in the tab, the overview, the list and the function', async () => {
  const { page } = await open(REPORT, '#/');
  expect(await page.locator('nav a', { hasText: 'Findings' }).innerText()).toMatch(/52/);
  expect(await page.locator('.tile', { hasText: 'findings' }).innerText()).toMatch(/52\s+open in 53 places/);
  await page.goto(`${page.url().split('#', 1)[0]}#/findings`);
  expect(await page.getByRole('status').first().innerText()).toBe('52 findings in 53 places');
  await page.goto(`${page.url().split('#', 1)[0]}#/functions`);
  await page.locator('[data-row="0"]').click();
  await page.locator('.cards').waitFor();
  expect(await page.locator('.heading-line .pill.high').innerText()).toMatch(/^1\b/);
  const card = page.locator('.card', { hasText: '4.17.15' });
  expect(await card.count()).toBe(1);
  await unfold(page);
  expect(await card.locator('.card-body .mono').allInnerTexts()).toEqual([
    'node_modules/a/node_modules/lodash',
    'node_modules/b/node_modules/lodash',
  ]);
  expect(await card.locator('.finding').count()).toBe(1);
});

test('a list of findings says CVE, score and EPSS, and sorts by them', async () => {
  const { page } = await open(REPORT, '#/findings?sort=epss');
  const first = page.locator('.rows .row').first();
  expect(await first.innerText()).toMatch(/8\.1\s+Command injection in lodash\s+CVE-2026-1000 · GHSA-aaaa/);
  expect(await first.innerText()).toContain('42.0 %');
});

test('a list says which code is not linked, what has no size, and what was not checked', async () => {
  const ecosystem = 'Go';
  const modules = ['linked', 'absent'].map((name) =>
    packageOf(name, 'v1.0.0', { id: name, ecosystem, bytes: 0 }),
  );
  const findings = modules.map(({ id, name }) =>
    findingOf({ id, rule: name, package: id, ...(name === 'absent' && { notLinked: ['absent.Parse'] }) }),
  );
  const crate = packageOf('time', '0.1.43', { ecosystem: 'crates.io' });
  const artifact = reportedArtifact('app.zip', { packages: [...modules, crate], findings });
  const path = 'advisories/crates.io';
  const report = {
    ...reportOf([reportedFunction('app', [artifact])], [artifact]),
    problems: [{ code: 'missing', path, message: 'No advisories.', affectsCompleteness: true } as const],
  };
  const { page } = await open(report, '#/findings');
  const rows = page.locator('.rows .row');
  expect(await rows.filter({ hasText: 'absent v1.0.0' }).innerText()).toContain('Not linked');
  expect(await rows.filter({ hasText: 'linked v1.0.0' }).innerText()).not.toContain('Not linked');
  await page.goto(`${page.url().split('#', 1)[0]}#/packages`);
  expect(await rows.filter({ hasText: 'time' }).innerText()).toContain('Incomplete');
  expect(await rows.filter({ hasText: 'absent' }).innerText()).toContain('–');
});

test('packages without a known licence share a row, and stand alone where every place does', async () => {
  const packages = ['one', 'two'].map((name) => packageOf(name, '1.0.0', { id: name }));
  const findings = packages.map(({ id, name }) =>
    findingOf({
      id,
      kind: 'configuration',
      rule: 'license-unknown',
      title: `${name} has no licence`,
      package: id,
    }),
  );
  const artifact = reportedArtifact('app.zip', { packages, findings });
  const { page } = await open(reportOf([reportedFunction('app', [artifact])], [artifact]), '#/findings');
  const rows = page.locator('.rows .row');
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/No licence is known of 2 packages\s+license-unknown\s+one 1\.0\.0, two 1\.0\.0/),
  ]);
  await page.getByLabel('Every place').check();
  await expect.poll(() => rows.count()).toBe(2);
});

test('the numbers of a function stand in its row on a phone', async () => {
  const { page } = await open(REPORT, '#/functions', { viewport: { width: 390, height: 844 } });
  expect(await page.locator('.rows .row .pill').allInnerTexts()).toEqual([
    expect.stringMatching(/^1\s+critical/),
    expect.stringMatching(/^1\s+high/),
    expect.stringMatching(/^50\s+medium/),
  ]);
});

test('the last row that is shown is whole', async () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
    { width: 900, height: 611 },
  ]) {
    const { page } = await open(REPORT, '#/findings', { viewport });
    const cut = `(() => {
      const rows = document.querySelector('.list.page .rows');
      return rows.clientHeight % rows.querySelector('.row').offsetHeight;
    })()`;
    await expect.poll(() => page.evaluate(cut)).toBe(0);
  }
});

test('what makes it incomplete stands above notes', async () => {
  const { page } = await open(REPORT, '#/gaps');
  expect(await page.locator('.rows .row .tag').allInnerTexts()).toEqual(['Incomplete', 'Note']);
});

test('an advisory says which versions are affected, which are fixed, and where they are', async () => {
  const { page } = await open(REPORT, '#/advisory/GHSA-aaaa-bbbb-cccc');
  const text = await page.locator('main').innerText();
  expect(text).toContain('GHSA-aaaa-bbbb-cccc: <4.17.21');
  expect(text).toMatch(/Fixed in\s+4\.17\.21/);
  expect(text).toContain('node_modules/b/node_modules/lodash');
});

test('the way of data is shown step by step, each with its code', async () => {
  const { page } = await open(REPORT, '#/advisory/flows%2Fcommand');
  expect(await page.locator('.trace li').allInnerTexts()).toEqual([
    expect.stringMatching(/In function writer\s+Data of the event put\.js:5\s+5\s+put\(body\)\s+s3 Files/),
    expect.stringMatching(
      /In this function\s+Takes it from there index\.js:3\s+3\s+JSON\.parse\(event\.body\)/,
    ),
    expect.stringMatching(/Does harm here index\.js:9\s+8\s+const go = \(text\) =>\s+9\s+exec\(`run/),
  ]);
});

test('what is filtered is saved, and nothing else', async () => {
  const { page } = await open(REPORT, '#/findings?severity=high');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save these findings as JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('stowaway-findings.json');
  const saved: unknown = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(saved).toMatchObject([
    { rule: 'GHSA-aaaa-bbbb-cccc', severity: 'high', epss: 0.42, functions: ['app'] },
  ]);
});

test('a command is copied', async () => {
  const { page, complaints } = await open(smallReport(), '#/', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const command = page.locator('.command').first();
  await command.getByRole('button').click();
  await expect.poll(() => command.innerText()).toContain('Copied');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    await command.locator('code').innerText(),
  );
  expect(complaints).toEqual([]);
});
