import { expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { type BadReleases } from '../../../src/signatures/index.js';
import { NO_INVENTORY, type Package } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const CAMPAIGNS: readonly BadReleases[] = [
  {
    id: 'campaigns/first',
    title: 'the first',
    date: '2026-01-02',
    why: 'It is a campaign of a test.',
    aliases: ['MAL-2026-1'],
    packages: {
      npm: { popular: ['1.2.3', '1.2.4'], '@scope/evil': 'any' },
      PyPI: { 'some-thing': ['2.0'] },
    },
    good: { npm: { popular: ['1.2.2', '1.2.5'] } },
    references: [],
  },
  {
    id: 'campaigns/second',
    title: 'the second',
    date: '2026-02-03',
    why: 'It is another campaign of a test.',
    aliases: [],
    packages: { npm: { popular: ['1.2.4', '3.0.0'], constructor: ['1.0.0'] } },
    good: {},
    references: [],
  },
];

async function find(...packages: readonly Package[]) {
  const signatures = { version: 'releases.test', rules: [], campaigns: CAMPAIGNS };
  const { findings } = await detect({
    tree: memoryTree({}),
    inventory: { ...NO_INVENTORY, packages },
    signatures,
  });
  return findings.filter(({ rule }) => rule.startsWith('campaigns/'));
}

it.each<[string, Package, string | undefined]>([
  ['a listed version', packageOf('popular', '1.2.3'), 'campaigns/first'],
  ['one that two campaigns list', packageOf('popular', '1.2.4'), 'campaigns/first'],
  ['one that only the second lists', packageOf('popular', '3.0.0'), 'campaigns/second'],
  ['the version before', packageOf('popular', '1.2.2'), undefined],
  ['the fix', packageOf('popular', '1.2.5'), undefined],
  ['a version that begins like a listed one', packageOf('popular', '1.2.30'), undefined],
  ['a pre-release of a listed one', packageOf('popular', '1.2.3-rc.1'), undefined],
  ['an unknown version', packageOf('popular', null), undefined],
  ['any version of what was never good', packageOf('@scope/evil', '0.0.9'), 'campaigns/first'],
  ['even an unknown one', packageOf('@scope/evil', null), 'campaigns/first'],
  ['the same name without its scope', packageOf('evil', '0.0.9'), undefined],
  ['the same name elsewhere', packageOf('popular', '1.2.3', { ecosystem: 'PyPI' }), undefined],
  [
    'a name of Python in another spelling',
    packageOf('Some_Thing', '2.0', { ecosystem: 'PyPI' }),
    'campaigns/first',
  ],
  ['a bundled copy', packageOf('popular', '1.2.3', { presence: 'bundled' }), 'campaigns/first'],
  ['what only a lockfile names', packageOf('popular', '1.2.3', { presence: 'declared' }), 'campaigns/first'],
  ['what the platform provides', packageOf('popular', '1.2.3', { presence: 'runtime' }), undefined],
  ['a name that every object has', packageOf('toString', '1.0.0'), undefined],
  ['a listed name that every object has', packageOf('constructor', '1.0.0'), 'campaigns/second'],
])('%s', async (_, found, rule) => {
  expect((await find(found)).map((finding) => finding.rule)).toEqual(rule === undefined ? [] : [rule]);
});

it('is critical, names the campaign and what to install', async () => {
  const [finding] = await find(packageOf('popular', '1.2.3'));
  expect(finding).toMatchObject({
    kind: 'malware',
    severity: 'critical',
    certainty: 'certain',
    title: 'popular 1.2.3 is a malicious release (the first, 2026-01-02)',
    aliases: ['MAL-2026-1'],
    fixedIn: ['1.2.2', '1.2.5'],
    fingerprint: 'malware/campaigns%2Ffirst/npm%3Apopular/',
  });
  expect(finding?.remediation?.text).toMatch(
    /^Install popular 1\.2\.2 or 1\.2\.5, then replace every credential/,
  );
});

it.each([
  [['1.2.2', '1.2.3'], 'possible', 'unknown'],
  [['1.2.3', '1.2.4'], 'certain', 'critical'],
])('of the candidates %j it is %s', async (candidates, certainty, severity) => {
  const [finding] = await find(packageOf('popular', null, { versionState: 'set', candidates }));
  expect(finding).toMatchObject({ certainty, severity });
});
