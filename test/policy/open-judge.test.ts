import { expect, it } from 'vitest';
import {
  unmountedFingerprint,
  type Artifact,
  type Finding,
  type FunctionReport,
} from '../../src/model/index.js';
import { NO_POLICY, openJudge, type JudgeOptions, type IgnoreRule } from '../../src/policy/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction } from '../support/sample-report.js';

const NOW = new Date('2026-06-15T12:00:00Z');
const PLAIN: JudgeOptions = { policy: NO_POLICY, statements: [], baseline: null, now: NOW };
const FINGERPRINT = 'advisory/GHSA-1/npm%3Aqs/';

const ARTIFACT = reportedArtifact('a', {
  packages: [packageOf('qs', '1.0.0')],
  findings: [
    findingOf({ id: 'f', rule: 'GHSA-1', package: 'npm:node_modules/qs', fingerprint: FINGERPRINT }),
  ],
});

function ignoring(...rules: readonly Partial<IgnoreRule>[]): JudgeOptions {
  const blank = {
    id: null,
    package: null,
    path: null,
    function: null,
    sha256: [],
    owner: null,
    expires: null,
  };
  const ignore = rules.map((rule) => ({ ...blank, reason: 'Ours.', line: 1, ...rule }));
  return { ...PLAIN, policy: { ...NO_POLICY, source: 'c.yaml', ignore } };
}

/** As a scan does it: the artifact, each function, then all together. */
function judged(
  grounds: JudgeOptions,
  names: readonly string[],
): { artifact: Artifact; functions: FunctionReport[]; notes: number } {
  const judge = openJudge(grounds);
  const artifact = judge.artifact(ARTIFACT);
  const artifacts = new Map([[artifact.id, artifact]]);
  const functions = names.map((name) => judge.function(reportedFunction(name, [artifact]), artifacts));
  const [settled = artifact] = judge.settle({ artifacts: [artifact], functions });
  return { artifact: settled, functions, notes: judge.problems().length };
}

function statusOf({ artifact }: { artifact: Artifact }): Finding['status'] | undefined {
  return artifact.findings[0]?.status;
}

it('without grounds everything stays as it is', () => {
  const { artifact, functions } = judged(PLAIN, ['f']);
  expect([artifact, functions[0]]).toEqual([ARTIFACT, reportedFunction('f', [ARTIFACT])]);
});

it('a rule for all sets the finding aside where it is', () => {
  const { artifact, functions, notes } = judged(ignoring({ id: 'GHSA-1' }), ['f']);
  expect(artifact.findings[0]).toMatchObject({ status: 'suppressed', suppression: { source: 'c.yaml' } });
  expect(functions[0]?.findings[0]).toMatchObject({ suppression: null });
  expect(notes).toBe(0);
});

it('a finding that a rule sets aside everywhere needs no rule in a function, and both rules count as used', () => {
  const { functions, notes } = judged(ignoring({ id: 'GHSA-1' }, { function: 'f' }), ['f']);
  expect(functions[0]?.findings[0]).toMatchObject({ suppression: null });
  expect(notes).toBe(0);
});

it('a rule for a function sets it aside there, and all together when each function has one', () => {
  const one = judged(ignoring({ function: 'f' }), ['f', 'g']);
  expect(statusOf(one)).toBe('open');
  expect(one.functions.map(({ findings: [first] }) => first?.suppression?.reason)).toEqual([
    'Ours.',
    undefined,
  ]);
  expect(statusOf(judged(ignoring({ function: 'f' }), ['f']))).toBe('suppressed');
  expect(statusOf(judged(ignoring({ function: 'f' }), []))).toBe('open');
});

it("a rule for a function is about the function's own findings too", () => {
  const judge = openJudge(ignoring({ function: 'f', id: 'environment-hook' }));
  const own = findingOf({ kind: 'hook', rule: 'environment-hook' });
  const fn = judge.function(reportedFunction('f', [], { findings: [own] }), new Map());
  expect(fn.findings[0]).toMatchObject({ status: 'suppressed' });
  expect(judge.problems()).toEqual([]);
});

it('a VEX statement makes a finding not affected', () => {
  const identity = { purls: ['pkg:npm/qs'], sha256: [], names: [] };
  const statement = {
    ids: ['GHSA-1'],
    products: [{ ...identity, subcomponents: [] }],
    status: 'not_affected' as const,
    justification: 'component_not_present',
    impact: null,
    author: null,
    timestamp: '2026-01-01T00:00:00Z',
    source: 'x.vex.json',
  };
  const { artifact } = judged({ ...PLAIN, statements: [statement] }, ['f']);
  expect(artifact.findings[0]).toMatchObject({
    status: 'not_affected',
    justification: 'component_not_present',
    suppression: { source: 'x.vex.json' },
  });
});

it.each([
  ['in no function of it', [`${FINGERPRINT}target%23x`], ['f', 'g'], [true, true], true],
  ['in one of two', [`${FINGERPRINT}target%23f`], ['f', 'g'], [false, true], true],
  ['in both', [`${FINGERPRINT}target%23f`, `${FINGERPRINT}target%23g`], ['f', 'g'], [false, false], false],
  ['in an artifact that nothing mounts', [unmountedFingerprint(FINGERPRINT, ARTIFACT.path)], [], [], false],
  ['in another such artifact', [unmountedFingerprint(FINGERPRINT, 'b.zip')], [], [], true],
])('the baseline has it %s', (...[, had, names, inFunctions, inAll]) => {
  const baseline = { source: 'b.json', fingerprints: new Set(had) };
  const { artifact, functions } = judged({ ...PLAIN, baseline }, names);
  expect(functions.map(({ findings: [first] }) => first?.isNew)).toEqual(inFunctions);
  expect(artifact.findings[0]?.isNew).toBe(inAll);
});

it('a violation of a policy is a finding, and can be ignored like any other', () => {
  const { policy } = ignoring({ id: 'package-denied', package: 'pkg:npm/qs' });
  const packages = { allow: null, deny: [{ package: 'pkg:npm/qs', reason: null }] };
  const { artifact } = judged({ ...PLAIN, policy: { ...policy, packages } }, ['f']);
  expect(artifact.findings.map(({ rule, status }) => [rule, status])).toEqual([
    ['GHSA-1', 'open'],
    ['package-denied', 'suppressed'],
  ]);
});
