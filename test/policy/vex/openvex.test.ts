import { expect, it, test } from 'vitest';
import { vexRules } from '../../../src/policy/vex-rules.js';
import { openvex } from '../../../src/reporters/openvex/index.js';
import { readVex } from '../../../src/policy/vex/read-vex.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { rendered } from '../../reporters/contract.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';

const STATEMENT = {
  vulnerability: { name: 'CVE-1', '@id': 'https://nvd.example.invalid/vuln/CVE-1', aliases: ['GHSA-1'] },
  products: [{ '@id': 'pkg:npm/qs@6.7.0' }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_present',
};

function documentWith(fields: object, statement: object = {}): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.invalid/vex/1',
    author: 'Team Pay',
    timestamp: '2026-01-01T02:00:00+02:00',
    version: 1,
    statements: [{ ...STATEMENT, ...statement }],
    ...fields,
  });
}

it('reads a statement', () => {
  expect(readVex(documentWith({}), 'team.vex.json')).toEqual([
    {
      ids: ['CVE-1', 'CVE-1', 'GHSA-1'],
      products: [{ purls: ['pkg:npm/qs@6.7.0'], names: [], sha256: [], subcomponents: [] }],
      status: 'not_affected',
      justification: 'vulnerable_code_not_present',
      impact: null,
      author: 'Team Pay',
      timestamp: '2026-01-01T00:00:00.000Z',
      source: 'team.vex.json',
    },
  ]);
});

const PRODUCT = { purls: [], names: [], sha256: [], subcomponents: [] };
const QS = { purls: ['pkg:npm/qs'], names: [], sha256: [] };

test.each<[string, object, object]>([
  ['an id that is no purl', { products: [{ '@id': 'urn:x' }] }, { ...PRODUCT, names: ['urn:x'] }],
  [
    'a purl among the identifiers',
    { products: [{ identifiers: { purl: 'pkg:npm/qs' } }] },
    { ...PRODUCT, ...QS },
  ],
  ['a hash', { products: [{ hashes: { 'sha-256': 'AB' } }] }, { ...PRODUCT, sha256: ['ab'] }],
  [
    'a part',
    { products: [{ '@id': 'urn:x', subcomponents: [{ '@id': 'pkg:npm/qs' }] }] },
    { ...PRODUCT, names: ['urn:x'], subcomponents: [QS] },
  ],
  [
    'the old form',
    { products: ['urn:x'], subcomponents: ['pkg:npm/qs'] },
    { ...PRODUCT, names: ['urn:x'], subcomponents: [QS] },
  ],
])('a product by %s', (_, statement, product) => {
  expect(readVex(documentWith({}, statement), 'x')[0]?.products).toEqual([product]);
});

test.each<[string, object, string[]]>([
  ['old', { vulnerability: 'CVE-1' }, ['CVE-1']],
  ['by its id alone', { vulnerability: { '@id': 'https://example.invalid/CVE-2' } }, ['CVE-2']],
])('a vulnerability, %s', (_, statement, ids) => {
  expect(readVex(documentWith({}, statement), 'x')[0]?.ids).toEqual(ids);
});

it("a statement's own time and author come first", () => {
  const own = { timestamp: '2026-03-01T00:00:00Z', supplier: 'Vendor', impact_statement: 'Not called.' };
  expect(readVex(documentWith({}, own), 'x')[0]).toMatchObject({
    timestamp: '2026-03-01T00:00:00.000Z',
    author: 'Vendor',
    impact: 'Not called.',
  });
});

test.each<[string, string, string]>([
  ['no JSON', '{', 'it is not JSON'],
  ['another document', '{"bomFormat":"CycloneDX"}', 'it is neither OpenVEX nor CSAF'],
  ['a list', '[]', 'it is neither OpenVEX nor CSAF'],
  ['no statements', documentWith({ statements: undefined }), 'statements is missing or wrong'],
  ['a status of no meaning', documentWith({}, { status: 'fine' }), 'statements.0.status'],
  ['no product', documentWith({}, { products: [] }), 'statements.0.products'],
  ['no vulnerability', documentWith({}, { vulnerability: {} }), 'statements.0 names no vulnerability'],
  [
    'no reason',
    documentWith({}, { justification: undefined }),
    'statements.0 has the status not_affected and no',
  ],
  ['a time that is none', documentWith({ timestamp: 'yesterday' }), 'timestamp is missing or wrong'],
  ['depth', `{"@context":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'it is neither OpenVEX nor CSAF'],
])('%s is refused', (_, text, why) => {
  expect(() => readVex(text, 'team.vex.json')).toThrow(
    `The VEX document team.vex.json cannot be used: ${why}`,
  );
});

it('reads its own output: a product that was not affected is still not affected', () => {
  const found = packageOf('qs', '6.7.0');
  const finding = findingOf({
    rule: 'GHSA-1',
    package: found.id,
    status: 'not_affected',
    justification: 'Checked.',
  });
  const artifact = reportedArtifact('a', { packages: [found], findings: [finding] });
  const fn = reportedFunction('pay', [artifact]);
  const rules = vexRules(readVex(rendered(openvex, reportOf([fn], [artifact])), 'x'));
  const subject = { finding: { ...finding, status: 'open' as const }, artifact, found };
  expect(rules({ ...subject, fn })?.suppression.reason).toBe('Checked.');
  expect(rules({ ...subject, fn: reportedFunction('ship', [artifact]) })).toBeNull();
});
