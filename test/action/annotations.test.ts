import { describe, expect, it, test } from 'vitest';
import { annotationsOf } from '../../src/action/annotations.js';
import type { Finding, Package, Report } from '../../src/model/index.js';
import { annotationCommand, type ChosenAnnotations } from '../../src/reporters/index.js';
import { obeyedCommands } from '../support/action-runner.js';
import { hostileReport } from '../support/hostile-report.js';
import { packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../support/sample-report.js';

const MANIFEST = '{\n  "dependencies": {\n    "lodash": "4.17.20",\n    "cheerio": "0.22.0"\n  }\n}\n';

/** A function of one package, declared at a line of a template. */
function lodashReport(
  findings: Partial<Finding>[],
  packages: Package[] = [packageOf('lodash', '4.17.20')],
): Report {
  const artifact = reportedArtifact('a', {
    packages,
    findings: findings.map((fields, at) =>
      upgradeOf('lodash', '4.17.21', { id: `f${at}`, rule: `GHSA-${at}`, ...fields }),
    ),
  });
  return reportOf(
    [reportedFunction('fn', [artifact], { declaredIn: { path: 'serverless.yml', line: 12 } })],
    [artifact],
  );
}

function annotate(report: Report, files: Readonly<Record<string, string | null>>): ChosenAnnotations {
  return annotationsOf(report, {
    files: new Set(Object.keys(files)),
    read: (path) => files[path] ?? null,
  });
}

function placesOf({ shown }: ChosenAnnotations): (string | null)[] {
  return shown.map(({ file, line }) => `${file}:${line}`);
}

it('lists the advisories of a package in one note, at the line that introduces it', () => {
  const annotations = annotate(
    lodashReport([{ severity: 'medium' }, { severity: 'critical', title: 'Bad' }]),
    { 'package.json': MANIFEST },
  );
  expect(annotations).toEqual({
    shown: [
      {
        level: 'error',
        title: 'lodash 4.17.20: 2 advisories, critical',
        message: expect.stringMatching(
          /^GHSA-1: Bad\nGHSA-0: [^]*\nIn fn\.\nUpgrade lodash to 4\.17\.21\.$/,
        ) as string,
        file: 'package.json',
        line: 3,
      },
    ],
    folded: 0,
    elsewhere: 0,
  });
});

describe('the place', () => {
  const report = lodashReport([{}]);

  test.each<[what: string, files: Readonly<Record<string, string | null>>, places: string[]]>([
    ['no changed file', {}, []],
    ['a file that has nothing to do with it', { 'README.md': 'lodash' }, []],
    [
      'a manifest before a lockfile',
      { 'yarn.lock': 'lodash@4:\n', 'package.json': MANIFEST },
      ['package.json:3'],
    ],
    ['a lockfile', { 'package.json': '{}', 'a/yarn.lock': '\nlodash@4:\n' }, ['a/yarn.lock:2']],
    ['the template that declares the function', { 'serverless.yml': '' }, ['serverless.yml:12']],
    ['a manifest that cannot be read', { 'package.json': null, 'serverless.yml': '' }, ['serverless.yml:12']],
  ])('%s', (...[, files, places]) => {
    const annotations = annotate(report, files);
    expect([placesOf(annotations), annotations.elsewhere]).toEqual([places, places.length === 0 ? 1 : 0]);
  });

  it.each<[what: string, files: Record<string, string>, place: string]>([
    [
      'its own line of the lockfile',
      {
        'package.json': MANIFEST,
        'package-lock.json':
          '{\n"node_modules/lodash": {\n"version": "4.18.0"\n},\n"node_modules/cheerio/node_modules/lodash": {\n"version": "4.17.20"\n}\n}',
      },
      'package-lock.json:5',
    ],
    ['the only line of a lockfile', { 'yarn.lock': '\nlodash@4:\n  version "4.17.20"\n' }, 'yarn.lock:2'],
    ['what names it, where no lockfile has changed', { 'package.json': MANIFEST }, 'package.json:3'],
  ])('of a transitive package is %s', (...[, files, place]) => {
    const lodash = packageOf('lodash', '4.17.20', { direct: false });
    const cheerio = packageOf('cheerio', '0.22.0', { direct: true, dependencies: [lodash.id] });
    expect(placesOf(annotate(lodashReport([{}], [cheerio, lodash]), files))).toEqual([place]);
  });

  it('is the dependency that introduces it, where no manifest names the package itself', () => {
    const lodash = packageOf('lodash', '4.17.20', { direct: false });
    const cheerio = packageOf('cheerio', '0.22.0', { direct: true, dependencies: [lodash.id] });
    const text = MANIFEST.replace('"lodash"', '"other"');
    expect(placesOf(annotate(lodashReport([{}], [cheerio, lodash]), { 'package.json': text }))).toEqual([
      'package.json:4',
    ]);
  });
});

test.each<[Partial<Finding>, string | undefined]>([
  [{ severity: 'high' }, 'error'],
  [{ severity: 'medium' }, 'warning'],
  [{ severity: 'unknown' }, 'warning'],
  [{ severity: 'low' }, 'notice'],
  [{ severity: 'low', kind: 'malware' }, 'error'],
  [{ isNew: true }, 'error'],
  [{ isNew: false }, undefined],
  [{ status: 'suppressed' }, undefined],
  [{ status: 'not_affected' }, undefined],
])('%j is %s', (fields, level) => {
  const report = lodashReport([fields]);
  const gate = { ...report.options.gate, newOnly: true };
  const told = annotate({ ...report, options: { ...report.options, gate } }, { 'package.json': MANIFEST });
  expect(told.shown[0]?.level).toBe(level);
});

it('lists findings of the baseline too, where they fail as well', () => {
  const { shown } = annotate(lodashReport([{ isNew: false }]), { 'package.json': MANIFEST });
  expect(shown).toHaveLength(1);
});

it('shows no more than the runner takes, the worst first', () => {
  const packages = Array.from({ length: 25 }, (_, at) => packageOf(`p${at}`, '1.0.0'));
  const findings = packages.map(({ id }, at) => ({
    package: id,
    severity: at === 20 ? ('critical' as const) : ('high' as const),
  }));
  const manifest = `{\n"dependencies": {\n${packages.map(({ name }) => `"${name}": "1"`).join(',\n')}\n}}`;
  const { shown, folded } = annotate(lodashReport(findings, packages), { 'package.json': manifest });
  expect([shown.length, folded, shown[0]?.title]).toEqual([9, 16, 'p20 1.0.0: 1 advisory, critical']);
});

it('of a hostile report is one command each', () => {
  const report = hostileReport();
  const file =
    report.functions.map(({ declaredIn }) => declaredIn?.path).find((path) => path !== undefined) ?? '';
  const { shown } = annotate(report, { [file]: '' });
  expect(shown.length).toBeGreaterThan(0);
  const commands = obeyedCommands(shown.map(annotationCommand).join(''));
  expect(commands).toHaveLength(shown.length);
  expect(new Set(commands.map(({ properties }) => properties['file']))).toEqual(new Set([file]));
});

describe('a package of Python', () => {
  const found = packageOf('Zope.Interface', '5.0.0', { ecosystem: 'PyPI', id: 'pypi:zope' });
  const finding = upgradeOf('Zope.Interface', '5.1.0', { id: 'f', rule: 'GHSA-1', package: 'pypi:zope' });
  const artifact = reportedArtifact('a', { packages: [found], findings: [finding] });
  const report = reportOf([reportedFunction('fn', [artifact])], [artifact]);

  test.each<[what: string, files: Readonly<Record<string, string>>, places: string[]]>([
    ['a list', { 'fn/requirements.txt': 'a\nzope-interface==5.0.0\n' }, ['fn/requirements.txt:2']],
    [
      'what people edit before a lockfile',
      {
        'uv.lock': '[[package]]\nname = "zope-interface"\n',
        'pyproject.toml': '[project]\ndependencies = ["zope_interface"]\n',
      },
      ['pyproject.toml:2'],
    ],
    [
      'no manifest of another language',
      { 'package.json': '{ "dependencies": {\n"zope-interface": "1"\n} }' },
      [],
    ],
  ])('stands in %s', (_what, files, places) => expect(placesOf(annotate(report, files))).toEqual(places));
});
