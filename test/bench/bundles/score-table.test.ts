import { expect, it } from 'vitest';
import { benchModule } from './bench-module.js';

interface Section {
  readonly title: string;
  readonly body: string;
}
interface Asked {
  readonly tuningNames: ReadonlySet<string>;
  readonly leaveOut: string | null;
  readonly closure: boolean;
}
const { sectionsOf } = await benchModule<{
  readonly sectionsOf: (outcomes: readonly object[], asked: Asked) => Section[];
}>('score-table.mjs');

const copy = (name: string, version: string, row: object | null) => ({
  name,
  version,
  keptBytes: 500,
  isIndexed: true,
  reachable: true,
  affected: null,
  row,
});
const row = {
  state: 'exact',
  isRight: true,
  holdsTruth: true,
  size: 1,
  guess: '1.0.0',
  decision: 'clean',
  bytes: 500,
  confidence: 'high',
};
const OUTCOME = {
  app: 'one',
  bundler: 'esbuild',
  variant: 'nocomments',
  evidence: 'none',
  set: 'test',
  seconds: 8,
  copies: [
    copy('a', '1.0.0', row),
    copy('b', '1.0.0', row),
    copy('b', '2.0.0', null),
    copy('c', '1.0.0', null),
  ],
  surplus: [],
};
const ASKED: Asked = { tuningNames: new Set(['a']), leaveOut: null, closure: false };

/** The cells of a line, by the titles of the columns. */
function line(body: string, label: string): Record<string, string> {
  const rows = body.split('\n').map((text) => text.split('|').map((cell) => cell.trim()));
  const found = rows.find(([, first]) => first === label) ?? [];
  return Object.fromEntries((rows[0] ?? []).map((title, index) => [title, found[index] ?? '']));
}

it('splits out the packages that a bundle holds several copies of, and those that no tuning application has', () => {
  const [section] = sectionsOf([OUTCOME], ASKED);
  const body = section?.body ?? '';
  expect(line(body, 'all')).toMatchObject({ packages: '4', 'recall, all': '.500' });
  expect(line(body, 'packages with several copies')).toMatchObject({ packages: '2', 'recall, all': '.500' });
  expect(line(body, 'test, packages of no tuning application')).toMatchObject({
    packages: '3',
    'recall, all': '.333',
  });
});

it('has a section for each kind of evidence', () => {
  const titles = (asked: Partial<Asked>) =>
    sectionsOf([OUTCOME, { ...OUTCOME, evidence: 'lockfile' }], { ...ASKED, ...asked }).map(
      ({ title }) => title,
    );
  expect(titles({})).toEqual(['Bundles: the code alone', 'Bundles: with its lockfile']);
  expect(titles({ closure: true })[1]).toBe('Bundles: with its lockfile, online');
  expect(titles({ leaveOut: 'packages' })[0]).toMatch(/without any package/);
});

it('shows what requests to the registry cost, cold and warm', () => {
  const cold = { ...OUTCOME, cold: true, tarballs: 100, warmSeconds: 2 };
  const [section] = sectionsOf([cold, { ...cold, cold: false, tarballs: 3, warmSeconds: 4 }], {
    ...ASKED,
    closure: true,
  });
  expect(section?.body).toContain(
    'Cold, 1 bundles: tarballs mean 100.0, most 100.0; seconds mean 8.0, most 8.0.',
  );
  expect(section?.body).toContain('Warm, 2 bundles: seconds mean 3.0, most 4.0.');
});

it('shows how often rows are right, by stated confidence, located and inferred apart', () => {
  const low = { ...row, confidence: 'low', bytes: 0, holdsTruth: false };
  const outcome = {
    ...OUTCOME,
    copies: [copy('a', '1.0.0', row), copy('b', '1.0.0', low), copy('c', '1.0.0', null)],
    surplus: [low],
  };
  const calibration = sectionsOf([outcome], ASKED)[0]?.body.split('\n\n').at(-1) ?? '';
  expect(line(calibration, 'high, located')).toMatchObject({ rows: '1', 'package is there': '1.000' });
  expect(line(calibration, 'low, inferred')).toMatchObject({
    rows: '2',
    'package is there': '.500',
    'stated version or set holds truth': '.000',
    both: '.000',
  });
  expect(calibration).not.toContain('low, located');
});

it.each([
  ['tuning2', ['all']],
  ['sealed', ['all', 'sealed, packages of no tuning application']],
])('of the set %s has the lines of %j', (set, labels) => {
  const body = sectionsOf([{ ...OUTCOME, set }], ASKED)[0]?.body ?? '';
  const shown = body.split('\n').map((text) => text.split('|')[1]?.trim() ?? '');
  expect(shown.filter((label) => label === 'all' || label.startsWith(set))).toEqual(labels);
});
