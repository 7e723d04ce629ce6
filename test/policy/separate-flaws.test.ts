import { describe, expect, it } from 'vitest';
import { loadMatching } from '../../src/advisories/index.js';
import { joinFunction, type JoinableArtifact } from '../../src/functions/index.js';
import type { Artifact } from '../../src/model/index.js';
import { judgeFunction, NO_POLICY, openJudge, type IgnoreRule } from '../../src/policy/index.js';
import { readVex } from '../../src/policy/vex/read-vex.js';
import { storeOf } from '../support/advisory-database.js';
import { artifactOf, functionOf, packageOf } from '../support/model-builders.js';
import { realRecord } from '../support/osv-records.js';

const RULE: IgnoreRule = {
  id: null,
  package: null,
  path: null,
  function: null,
  sha256: [],
  reason: 'Never called.',
  owner: null,
  expires: null,
  line: 1,
};

async function matched(ids: readonly string[], name: string, version: string): Promise<JoinableArtifact> {
  const { matchPackages } = await loadMatching();
  const found = packageOf(name, version);
  return artifactOf('a', {
    packages: [found],
    findings: matchPackages([found], storeOf(...ids.map(realRecord))),
  });
}

function judged(artifact: Artifact, fields: Partial<IgnoreRule>): string[] {
  const policy = { ...NO_POLICY, ignore: [{ ...RULE, ...fields }] };
  const judge = openJudge({ policy, statements: [], baseline: null, now: new Date('2026-06-01') });
  const { findings } = judge.artifact(artifact);
  expect(findings.every((finding) => !('flaws' in finding))).toBe(true);
  return findings.map(({ rule, fixedIn, status }) => `${rule} ${status} ${fixedIn.at(-1)}`);
}

const LODASH = ['GHSA-35jh-r3h4-6jhm', 'GHSA-r5fr-rjxr-66jc'];
const PATHS = ['GHSA-9wv6-86v2-598j', 'GHSA-37ch-88jc-xwx2'];

describe('an ignore rule hides the flaw that it names and no other of the alias group', () => {
  it.each<[string[], string, string, string, string[]]>([
    [
      LODASH,
      'lodash@4.17.20',
      'CVE-2021-23337',
      '',
      ['GHSA-35jh-r3h4-6jhm suppressed 4.17.21', 'GHSA-r5fr-rjxr-66jc open 4.18.0'],
    ],
    [
      LODASH,
      'lodash@4.17.20',
      'ghsa-r5fr-rjxr-66jc',
      '',
      ['GHSA-35jh-r3h4-6jhm open 4.17.21', 'GHSA-r5fr-rjxr-66jc suppressed 4.18.0'],
    ],
    // Here the other flaw alone is left.
    [LODASH, 'lodash@4.17.21', 'CVE-2021-23337', '', ['GHSA-r5fr-rjxr-66jc open 4.18.0']],
    [
      PATHS,
      'path-to-regexp@0.1.7',
      'CVE-2024-45296',
      '',
      ['GHSA-37ch-88jc-xwx2 open 0.1.13', 'GHSA-9wv6-86v2-598j suppressed 8.0.0'],
    ],
    [LODASH, 'lodash@4.17.20', '', 'pkg:npm/lodash', ['GHSA-35jh-r3h4-6jhm suppressed 4.18.0']],
    [LODASH, 'lodash@4.17.20', 'CVE-1999-1', '', ['GHSA-35jh-r3h4-6jhm open 4.18.0']],
  ])('%j in %s, by %s%s', async (...[ids, pkg, id, pattern, expected]) => {
    const [name = '', version = ''] = pkg.split('@');
    const rule = id === '' ? { package: pattern } : { id };
    expect(judged(await matched(ids, name, version), rule).sort()).toEqual(expected);
  });
});

const PURL = 'pkg:npm/lodash@4.17.20';

/** An OpenVEX document about one name of a vulnerability. */
function openVex(name: string, products: readonly object[], status = 'not_affected'): string {
  const statement = { vulnerability: { name }, products, status, justification: 'component_not_present' };
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.invalid/vex/1',
    author: 'Team Pay',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: [statement],
  });
}

/** A CSAF document about a CVE. */
function csaf(cve: string, status = 'known_not_affected'): string {
  const product = { product_id: 'P', name: 'lodash', product_identification_helper: { purl: PURL } };
  return JSON.stringify({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { category: 'vendor', name: 'Vendor', namespace: 'https://example.invalid' },
      title: 'x',
      tracking: { current_release_date: '2026-01-01T00:00:00Z' },
    },
    product_tree: { full_product_names: [product] },
    vulnerabilities: [
      {
        cve,
        product_status: { [status]: ['P'] },
        flags: [{ label: 'component_not_present', product_ids: ['P'] }],
      },
    ],
  });
}

const IN_PACKAGE = [{ '@id': PURL }];
const IN_ARTIFACT = [{ '@id': 'urn:stowaway:artifact:a', subcomponents: [{ '@id': 'pkg:npm/lodash' }] }];
const FIRST = ['GHSA-35jh-r3h4-6jhm not_affected 4.17.21', 'GHSA-r5fr-rjxr-66jc open 4.18.0'];
const SECOND = ['GHSA-35jh-r3h4-6jhm open 4.17.21', 'GHSA-r5fr-rjxr-66jc not_affected 4.18.0'];
const NEITHER = ['GHSA-35jh-r3h4-6jhm open 4.17.21', 'GHSA-r5fr-rjxr-66jc open 4.18.0'];

describe('a VEX statement hides the flaw that it names and no other of the alias group', () => {
  it.each([
    ['OpenVEX, the CVE', openVex('CVE-2021-23337', IN_PACKAGE), FIRST],
    ['OpenVEX, fixed', openVex('CVE-2021-23337', IN_PACKAGE, 'fixed'), FIRST],
    ['OpenVEX, the advisory', openVex('GHSA-r5fr-rjxr-66jc', IN_PACKAGE), SECOND],
    ['OpenVEX, in an artifact', openVex('cve-2021-23337', IN_ARTIFACT), FIRST],
    ['OpenVEX, affected', openVex('CVE-2021-23337', IN_PACKAGE, 'affected'), NEITHER],
    ['CSAF', csaf('CVE-2021-23337'), FIRST],
    ['CSAF, fixed', csaf('CVE-2021-23337', 'fixed'), FIRST],
  ])('%s', async (...[, text, expected]) => {
    const artifact = await matched(LODASH, 'lodash', '4.17.20');
    const statements = readVex(text, 'team.json');
    const judge = openJudge({
      policy: NO_POLICY,
      statements,
      baseline: null,
      now: new Date('2026-06-01'),
    });
    const { findings } = judge.artifact(artifact);
    const rows = findings.map(({ rule, fixedIn, status }) => `${rule} ${status} ${fixedIn.at(-1)}`);
    expect(rows.sort()).toEqual(expected);
  });

  it('in one function only', async () => {
    const artifact = await matched(LODASH, 'lodash', '4.17.20');
    const product = { '@id': 'urn:stowaway:function:pay', subcomponents: [{ '@id': 'pkg:npm/lodash' }] };
    const statements = readVex(openVex('CVE-2021-23337', [product]), 'team.json');
    const judge = openJudge({
      policy: NO_POLICY,
      statements,
      baseline: null,
      now: new Date('2026-06-01'),
    });
    const whole = judge.artifact(artifact);
    const fn = functionOf('pay', { id: 'pay', mounts: [{ artifact: 'a', path: '/var/task' }] });
    const artifacts = new Map([['a', whole]]);
    const { findings } = judge.function(
      judgeFunction(joinFunction(fn, artifacts, { problems: [] }), artifacts, judge.accepts),
      artifacts,
    );
    const hidden = findings.filter((finding) => finding.suppression !== null);
    expect([findings.length, hidden.map(({ id }) => id)]).toEqual([
      2,
      [expect.stringContaining('GHSA-35jh-r3h4-6jhm')],
    ]);
  });
});
