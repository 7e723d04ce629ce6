import { expect, test } from 'vitest';
import { asideWords } from '../../src/reporters/aside-words.js';
import { REPORTERS } from '../../src/reporters/index.js';
import { findingOf } from '../support/model-builders.js';
import { lodashReport } from '../support/report-lines.js';
import { upgradeOf } from '../support/sample-report.js';
import { rendered } from './contract.js';

const suppression = {
  reason: 'Never called with our data.',
  owner: 'ann',
  expires: '2027-01-01',
  source: 'stowaway.config.yaml',
};

test.each([
  ['', {}],
  ['Never called with our data. (by ann, until 2027-01-01, stowaway.config.yaml)', { suppression }],
  [
    'Never called with our data. (stowaway.config.yaml)',
    { suppression: { ...suppression, owner: null, expires: null } },
  ],
  ['component_not_present', { justification: 'component_not_present' }],
  ['no reason is given', { justification: null }],
])('%j', (words, fields) => {
  const status = words === '' ? ('open' as const) : ('suppressed' as const);
  expect(asideWords(findingOf({ status, ...fields }))).toBe(words);
});

/** Annotations are for open findings. */
const WITH_REASON = REPORTERS.filter(({ id }) => id !== 'github' && id !== 'spdx');

test.each(WITH_REASON.map((reporter) => [reporter.id, reporter] as const))(
  '%s shows why something is set aside',
  (_, reporter) => {
    const report = lodashReport([upgradeOf('lodash', '4.17.21', { status: 'suppressed', suppression })]);
    expect(rendered(reporter, report, { verbose: true })).toContain('Never called with our data.');
  },
);

test('Markdown shows it separately from open findings of the same package, and after them', () => {
  const report = lodashReport([
    upgradeOf('lodash', '4.17.21', {
      id: 'a',
      rule: 'GHSA-a',
      severity: 'critical',
      status: 'suppressed',
      suppression,
    }),
    upgradeOf('lodash', '4.17.21', { id: 'b', rule: 'GHSA-b', severity: 'low' }),
  ]);
  const markdown = REPORTERS.find(({ id }) => id === 'markdown');
  const rows =
    markdown &&
    rendered(markdown, report)
      .split('\n')
      .filter((line) => line.includes('`lodash 4.17.4` |'));
  expect(rows).toEqual([
    expect.stringMatching(/^\| low \| .*`GHSA-b`.*`Upgrade lodash to 4\.17\.21\.` \|$/),
    expect.stringMatching(/^\| critical, suppressed \| .*`GHSA-a`.* \| set aside: `Never called .*` \|$/),
  ]);
});

test('Markdown shows a function whose findings are all set aside', () => {
  const report = lodashReport([upgradeOf('lodash', '4.17.21', { status: 'suppressed', suppression })]);
  const markdown = REPORTERS.find(({ id }) => id === 'markdown');
  const text = markdown ? rendered(markdown, report) : '';
  expect(text).toContain('1 function · 1 package · 1 set aside by rule\n');
  expect(text).toContain('### `fn`');
});
