import { expect, it, test } from 'vitest';
import type { Package } from '../../src/model/index.js';
import { policyViolations } from '../../src/policy/policy-violations.js';
import { NO_POLICY, type Policy } from '../../src/policy/index.js';
import { packageOf } from '../support/model-builders.js';

const ROOT = { id: 'app', path: '', name: 'orders', manager: null };

function foundIn(pkg: Package, policy: Partial<Policy>): string[] {
  return policyViolations({ packages: [pkg], roots: [ROOT] }, { ...NO_POLICY, ...policy }).map(
    ({ rule, severity, certainty }) => `${rule} ${severity} ${certainty}`,
  );
}

function deny(...patterns: string[]): Partial<Policy> {
  return { packages: { allow: null, deny: patterns.map((one) => ({ package: one, reason: null })) } };
}

const set = packageOf('a', null, { versionState: 'set', candidates: ['1.0.0', '2.0.0'] });

test.each<[string, Package, Partial<Policy>, string[]]>([
  ['nothing is asked', packageOf('a', '1.0.0'), {}, []],
  ['denied', packageOf('a', '1.0.0'), deny('pkg:npm/a'), ['package-denied high certain']],
  [
    'denied twice, told once',
    packageOf('a', '1.0.0'),
    deny('pkg:npm/a', 'pkg:npm/*'),
    ['package-denied high certain'],
  ],
  ['another version', packageOf('a', '1.0.0'), deny('pkg:npm/a@2.*'), []],
  ['perhaps that version', set, deny('pkg:npm/a@2.*'), ['package-denied high possible']],
  ['allowed', packageOf('a', '1.0.0'), { packages: { allow: ['pkg:npm/a'], deny: [] } }, []],
  [
    'not allowed',
    packageOf('b', '1.0.0'),
    { packages: { allow: ['pkg:npm/a'], deny: [] } },
    ['package-not-allowed high certain'],
  ],
  [
    'perhaps allowed',
    set,
    { packages: { allow: ['pkg:npm/a@1.*'], deny: [] } },
    ['package-not-allowed high possible'],
  ],
  ['the platform brings it', packageOf('a', '1.0.0', { presence: 'runtime' }), deny('pkg:npm/a'), []],
  [
    'no licence',
    packageOf('a', '1.0.0'),
    { licenses: { allow: ['MIT'], deny: [], unknown: 'report' } },
    ['license-unknown unknown certain'],
  ],
  [
    'the application itself',
    packageOf('orders', null, { root: 'app', origin: 'private' }),
    { licenses: { allow: ['MIT'], deny: [], unknown: 'report' } },
    [],
  ],
  [
    'a public package of the name of the application',
    packageOf('orders', '1.0.0', { root: 'app', origin: 'public' }),
    { licenses: { allow: ['MIT'], deny: [], unknown: 'report' } },
    ['license-unknown unknown certain'],
  ],
  [
    'only declared: it has no files that a licence would be for',
    packageOf('a', '1.0.0', { presence: 'declared' }),
    { licenses: { allow: ['MIT'], deny: [], unknown: 'report' } },
    [],
  ],
])('%s', (...[, pkg, policy, expected]) => {
  expect(foundIn(pkg, policy)).toEqual(expected);
});

it('shows the reason of the user, and stays the same finding in another version', () => {
  const policy = {
    ...NO_POLICY,
    packages: { allow: null, deny: [{ package: 'pkg:npm/a', reason: 'We have our own.' }] },
  };
  const [one, other] = ['1.0.0', '2.0.0'].flatMap((version) =>
    policyViolations({ roots: [], packages: [packageOf('a', version)] }, policy),
  );
  expect(one).toMatchObject({ kind: 'configuration', why: 'We have our own.' });
  expect(one?.fingerprint).toBe(other?.fingerprint);
});
