import { describe, expect, it } from 'vitest';
import { loadMatching } from '../../src/advisories/index.js';
import type { Artifact } from '../../src/model/index.js';
import { NO_POLICY, openJudge, type IgnoreRule } from '../../src/policy/index.js';
import { storeOf } from '../support/advisory-database.js';
import { artifactOf, packageOf } from '../support/model-builders.js';
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

async function matched(ids: readonly string[], name: string, version: string): Promise<Artifact> {
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
