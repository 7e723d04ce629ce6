import { expect, it, test } from 'vitest';
import type { Finding } from '../../src/model/index.js';
import { ignoreRules, type Subject } from '../../src/policy/ignore-rules.js';
import { NO_POLICY, type IgnoreRule } from '../../src/policy/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';

const TODAY = '2026-06-15';
const SHA = 'ab'.repeat(32);
const OTHER_SHA = 'cd'.repeat(32);

const RULE: IgnoreRule = {
  id: null,
  package: null,
  path: null,
  function: null,
  sha256: [],
  reason: 'Looked at.',
  owner: 'sec@example.invalid',
  expires: null,
  line: 7,
};

function rulesOf(...rules: readonly Partial<IgnoreRule>[]) {
  const ignore = rules.map((rule) => ({ ...RULE, ...rule }));
  return ignoreRules({ ...NO_POLICY, source: 'stowaway.config.yaml', ignore }, TODAY);
}

function subjectOf(fields: Partial<Finding>, subject: Partial<Subject> = {}): Subject {
  const found = packageOf('lodash', '4.17.20');
  const finding = findingOf({ rule: 'GHSA-1', aliases: ['CVE-1'], package: found.id, ...fields });
  return { finding, artifact: { sha256: SHA }, found, fn: null, ...subject };
}

const MALWARE = { kind: 'malware' } as const;
const files = (...hashes: string[]): Partial<Finding> => ({
  ...MALWARE,
  fileHashes: hashes.map((sha256) => ({ path: 'x.js', sha256 })),
});
const FN = { name: 'pay', id: 'app#pay' };

test.each<[string, Partial<IgnoreRule>, Subject, boolean]>([
  ['by id', { id: 'GHSA-1' }, subjectOf({}), true],
  ['by alias, in any case', { id: 'cve-1' }, subjectOf({}), true],
  ['another id', { id: 'CVE-2' }, subjectOf({}), false],
  ['a part of an id', { id: 'CVE' }, subjectOf({}), false],
  ['by package', { package: 'pkg:npm/lodash' }, subjectOf({}), true],
  ['by package and version', { package: 'pkg:npm/lodash@4.17.20' }, subjectOf({}), true],
  ['another version', { package: 'pkg:npm/lodash@4.17.21' }, subjectOf({}), false],
  ['a package, of a finding about none', { package: 'pkg:npm/**' }, subjectOf({}, { found: null }), false],
  ['the right package, another id', { id: 'CVE-2', package: 'pkg:npm/lodash' }, subjectOf({}), false],
  ['by path', { path: 'lib/**' }, subjectOf({ locations: [{ path: 'lib/a/b.js' }] }), true],
  ['another path', { path: 'lib/*' }, subjectOf({ locations: [{ path: 'lib/a/b.js' }] }), false],
  ['by function', { function: 'pay' }, subjectOf({}, { fn: FN }), true],
  ["by a function's id", { function: 'app#*' }, subjectOf({}, { fn: FN }), true],
  ['another function', { function: 'play' }, subjectOf({}, { fn: FN }), false],
  ['a rule for functions does not hold everywhere', { function: '**' }, subjectOf({}), false],
  ['a rule for all is not asked again of a function', { id: 'GHSA-1' }, subjectOf({}, { fn: FN }), false],
  ["but of the function's own findings", { id: 'GHSA-1' }, subjectOf({}, { fn: FN, artifact: null }), true],
  ['malware without a hash', { id: 'GHSA-1' }, subjectOf(MALWARE), false],
  ['malware by all that it is in', { path: '**', package: 'pkg:npm/**' }, subjectOf(MALWARE), false],
  ['malware with the hash of the artifact', { id: 'GHSA-1', sha256: [SHA] }, subjectOf(MALWARE), true],
  ['malware with another hash', { id: 'GHSA-1', sha256: [OTHER_SHA] }, subjectOf(MALWARE), false],
  ['malware in the file that was accepted', { sha256: [OTHER_SHA] }, subjectOf(files(OTHER_SHA)), true],
  ['malware in that and another file', { sha256: [OTHER_SHA] }, subjectOf(files(OTHER_SHA, 'e')), false],
  [
    'malware of an unread artifact',
    { sha256: [SHA] },
    subjectOf(MALWARE, { artifact: { sha256: null } }),
    false,
  ],
  ['on its last day', { id: 'GHSA-1', expires: TODAY }, subjectOf({}), true],
  ['the day after', { id: 'GHSA-1', expires: '2026-06-14' }, subjectOf({}), false],
])('%s', (...[, rule, subject, isAside]) => {
  expect(rulesOf(rule).suppressionOf(subject) !== null).toBe(isAside);
});

it('shows the owner, the reason, the date and the place', () => {
  expect(rulesOf({ id: 'GHSA-1', expires: '2027-01-01' }).suppressionOf(subjectOf({}))).toEqual({
    reason: 'Looked at.',
    owner: 'sec@example.invalid',
    expires: '2027-01-01',
    source: 'stowaway.config.yaml',
  });
});

it('reports rules that expired and rules that match nothing, with their lines', () => {
  const rules = rulesOf({ id: 'GHSA-1' }, { id: 'CVE-9', line: 9 }, { id: 'CVE-8', expires: '2026-01-01' });
  rules.suppressionOf(subjectOf({}));
  expect(rules.problems(true).map(({ message }) => message)).toEqual([
    'The rule that ignores CVE-8 (line 7) expired on 2026-01-01: what it ignored counts again.',
    'The rule that ignores CVE-9 (line 9) matches no finding: remove the rule, or correct it.',
  ]);
  // When some subjects were not checked, the other rule may still match one of them.
  expect(rules.problems(false)).toEqual(rules.problems(true).slice(0, 1));
  expect(rules.problems(true).every(({ affectsCompleteness }) => !affectsCompleteness)).toBe(true);
});
