import { array, assert, boolean, constantFrom, property, record, subarray } from 'fast-check';
import { expect, it, test } from 'vitest';
import { NO_COVERAGE, type Gap, type Problem } from '../../src/model/index.js';
import { acceptRules, NO_PLACE, type GapPlace } from '../../src/policy/accept-rules.js';
import {
  acceptAlone,
  judgeFunction,
  NO_POLICY,
  openJudge,
  summarise,
  type AcceptRule,
} from '../../src/policy/index.js';
import { artifactOf, findingOf, joinedOf } from '../support/model-builders.js';

const TODAY = '2026-06-15';
const SOURCE = 'stowaway.config.yaml';
const TERMS = { reason: 'Reviewed by hand.', owner: 'team-data', expires: '2026-12-31' };

const RULE: AcceptRule = {
  ...TERMS,
  codes: ['unsupported'],
  account: null,
  region: null,
  function: null,
  artifact: null,
  path: null,
  message: null,
  line: 4,
};

const PYTHON: Gap = {
  code: 'unsupported',
  artifact: 'fn.zip',
  path: 'python/lib',
  message: 'Holds Ruby code (3 files, 1200 bytes): packages of that language are not read yet.',
};

const PLACE: GapPlace = {
  account: '111122223333',
  region: 'eu-west-1',
  names: ['py-report', 'app#py-report'],
};

function rulesOf(...rules: readonly Partial<AcceptRule>[]) {
  const accept = rules.map((rule) => ({ ...RULE, ...rule }));
  return { ...NO_POLICY, source: SOURCE, accept };
}

const LAYER = 'arn:aws:lambda:eu-west-1:4:layer:dd:7';

interface Case {
  rule: Partial<AcceptRule>;
  gap?: Partial<Gap>;
  place?: Partial<GapPlace>;
}

test.each<[string, Case, boolean]>([
  ['by its sentence', { rule: { message: 'Holds Ruby code **' } }, true],
  ['by its path', { rule: { path: 'python/**' } }, true],
  ['by its artifact', { rule: { artifact: '*.zip' } }, true],
  ['by one of several codes', { rule: { codes: ['missing', 'unsupported'], path: '**' } }, true],
  ['in a function, by name', { rule: { path: '**', function: 'py-*' } }, true],
  ['in a function, by id', { rule: { path: '**', function: 'app#*' } }, true],
  ['in an account and region', { rule: { path: '**', account: '111122223333', region: 'eu-west-1' } }, true],
  [
    'a gap of a function by what it names',
    { rule: { artifact: 'arn:aws:lambda:**:layer:dd:*' }, gap: { artifact: null, path: LAYER } },
    true,
  ],
  ['another function', { rule: { path: '**', function: 'pay' } }, false],
  [
    'an artifact that no function mounts, by a rule for functions',
    { rule: { path: '**', function: '**' }, place: { names: [] } },
    false,
  ],
  ['another account', { rule: { path: '**', account: '999999999999' } }, false],
  [
    'an account that nobody knows',
    { rule: { path: '**', account: '111122223333' }, place: { account: null } },
    false,
  ],
  ['another region', { rule: { path: '**', region: 'us-east-1' } }, false],
  ['another code', { rule: { path: '**' }, gap: { code: 'encrypted' } }, false],
  [
    'the same code with another sentence: it may hide more',
    { rule: { message: 'Holds Ruby code **' }, gap: { message: 'The entry has an unknown method.' } },
    false,
  ],
  ['the same code in another place', { rule: { path: 'python/**' }, gap: { path: 'lib/a.bin' } }, false],
  ['the same code in all of the artifact', { rule: { path: 'python/**' }, gap: { path: '' } }, false],
  [
    'what came too often to be listed',
    { rule: { path: 'python/**' }, gap: { path: '', message: 'There are 5 more problems of this kind.' } },
    false,
  ],
  ['a rule that ran out', { rule: { path: '**', expires: '2026-06-14' } }, false],
  ['on its last day', { rule: { path: '**', expires: TODAY } }, true],
])('%s', (_, { rule, gap, place }, isAccepted) => {
  const { acceptanceOf } = acceptRules(rulesOf(rule), TODAY);
  const expected = {
    reason: TERMS.reason,
    owner: TERMS.owner,
    expires: rule.expires ?? TERMS.expires,
    source: SOURCE,
  };
  expect(acceptanceOf({ ...PYTHON, ...gap }, { ...PLACE, ...place })).toEqual(isAccepted ? expected : null);
});

it('rules that expired or matched nothing are reported', () => {
  const rules = acceptRules(rulesOf({ path: 'a', expires: '2026-01-01' }, { path: 'b', line: 9 }), TODAY);
  expect(rules.problems(true).map(({ message }) => message)).toEqual([
    'The rule that accepts unsupported · a (line 4) expired on 2026-01-01: what it accepted counts again.',
    'The rule that accepts unsupported · b (line 9) matches no gap: remove the rule, or correct it.',
  ]);
  expect(rules.problems(false)).toHaveLength(1);
  rules.acceptanceOf({ ...PYTHON, path: 'b' }, NO_PLACE);
  expect(rules.problems(true)).toHaveLength(1);
});

function problem(fields: Partial<Problem>): Problem {
  return {
    code: 'unsupported',
    path: 'python/lib',
    message: PYTHON.message,
    affectsCompleteness: true,
    ...fields,
  };
}

function judged(problems: readonly Problem[], rules: readonly Partial<AcceptRule>[], names = ['f']) {
  const policy = rulesOf(...rules);
  const judge = openJudge({ policy, statements: [], baseline: null, now: new Date(`${TODAY}T12:00:00Z`) });
  const findings = [findingOf({ kind: 'malware', severity: 'critical' })];
  const artifact = judge.artifact(artifactOf('a', { problems, findings }));
  const artifacts = new Map([['a', artifact]]);
  const functions = names.map((name) =>
    judgeFunction(
      joinedOf({ name, mounts: [{ artifact: 'a', path: '/var/task' }] }),
      artifacts,
      judge.accepts,
    ),
  );
  const all = { artifacts: [artifact], functions, problems: [] };
  return { functions, summary: summarise({ ...all, acceptedAlone: acceptAlone(all, judge.accepts) }) };
}

it('an accepted gap is listed and leaves the answer complete; a new one is not accepted', () => {
  const rule = { message: 'Holds Ruby code **' };
  const accepted = judged([problem({})], [rule]);
  expect(accepted.summary).toMatchObject({ complete: true, reasons: [] });
  expect(accepted.summary.acceptedGaps).toEqual([
    { ...PYTHON, artifact: 'a.zip', suppression: { ...TERMS, source: SOURCE } },
  ]);
  const another = problem({ path: 'x.bin', message: 'The entry has a method that is not known.' });
  const { functions, summary } = judged([problem({}), another], [rule]);
  expect(summary).toMatchObject({ complete: false, reasons: [`a.zip: x.bin: ${another.message}`] });
  expect(functions[0]).toMatchObject({ complete: false, acceptedGaps: [{ path: 'python/lib' }] });
});

it('a gap that one function accepts is a gap in the others', () => {
  const { functions, summary } = judged([problem({})], [{ path: '**', function: 'f' }], ['f', 'g']);
  expect(functions.map(({ complete }) => complete)).toEqual([true, false]);
  expect(summary.complete).toBe(false);
});

it('findings are never accepted', () => {
  const { summary } = judged([problem({})], [{ codes: ['unsupported', 'unattributed'], path: '**' }]);
  expect([summary.complete, summary.findings.critical, summary.setAside]).toEqual([true, 1, 0]);
});

it('a function in which no code was found is no better for a gap that a layer has', () => {
  const judge = openJudge({
    policy: rulesOf({ path: '**' }),
    statements: [],
    baseline: null,
    now: new Date(`${TODAY}T12:00:00Z`),
  });
  const artifacts = new Map([
    ['code', artifactOf('code', { coverage: NO_COVERAGE })],
    ['layer', artifactOf('layer', { kind: 'layer', problems: [problem({})] })],
  ]);
  const mounts = [...artifacts.keys()].map((artifact) => ({ artifact, path: '/' }));
  const joined = joinedOf({ mounts });
  expect(judgeFunction(joined, artifacts, judge.accepts).reasons).toEqual([
    'code.zip: No code was found in it: what the function runs was not seen.',
  ]);
});

it('whatever the rules: a gap is either a reason or accepted, and never both', () => {
  const gaps = array(
    record({
      code: constantFrom('unsupported', 'encrypted', 'missing'),
      path: constantFrom('a', 'a/b', 'c'),
      message: constantFrom('One.', 'Two.'),
      affectsCompleteness: boolean(),
    }),
    { maxLength: 5 },
  );
  const rules = array(
    record({
      codes: subarray(['unsupported', 'encrypted', 'missing'] as const, { minLength: 1 }),
      path: constantFrom('a', '**', 'c*', null),
      message: constantFrom('One.', '**'),
      function: constantFrom('f', 'g', null),
    }),
    { maxLength: 3 },
  );
  assert(
    property(gaps, rules, (problems, given) => {
      const { functions, summary } = judged(problems, given);
      const hiding = problems.filter(({ affectsCompleteness }) => affectsCompleteness);
      const accepted = functions[0]?.acceptedGaps ?? [];
      const isWhole = hiding.every((one) =>
        accepted.some(
          ({ code, path, message }) => code === one.code && path === one.path && message === one.message,
        ),
      );
      expect(functions[0]?.complete).toBe(isWhole);
      expect(summary.complete).toBe(isWhole);
    }),
  );
});
