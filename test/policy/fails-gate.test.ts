import { expect, it, test } from 'vitest';
import type { Finding, Gate } from '../../src/model/index.js';
import {
  encountersOf,
  failsGate,
  isExposed,
  plainGate,
  type Encounter,
} from '../../src/policy/fails-gate.js';
import { artifactOf, findingOf, packageOf } from '../support/model-builders.js';
import { reportedFunction } from '../support/sample-report.js';

const PLAIN: Encounter = {
  suppressed: false,
  isNew: null,
  reachable: null,
  exposed: null,
  isOnlyRequired: false,
};

const CASES: readonly [
  what: string,
  Partial<Finding>,
  Partial<Gate>,
  readonly Partial<Encounter>[],
  boolean,
][] = [
  ['the level', { severity: 'high' }, {}, [{}], true],
  ['below the level', { severity: 'medium' }, {}, [{}], false],
  ['unknown severity counts as medium', { severity: 'unknown' }, { severity: 'medium' }, [{}], true],
  ['no function meets it', {}, {}, [], false],
  ['set aside', { status: 'not_affected' }, {}, [{}], false],
  [
    'a kind of its own level, stricter',
    { kind: 'drift', severity: 'low' },
    { kinds: [{ kind: 'drift', severity: 'low' }] },
    [{}],
    true,
  ],
  [
    'a kind of its own level, laxer',
    { kind: 'drift' },
    { kinds: [{ kind: 'drift', severity: 'none' }] },
    [{}],
    false,
  ],
  ['another kind', { kind: 'hook' }, { kinds: [{ kind: 'drift', severity: 'none' }] }, [{}], true],
  ['malware at any level', { kind: 'malware', severity: 'low' }, { severity: 'critical' }, [{}], true],
  [
    'malware that only may be there',
    { kind: 'malware', severity: 'low', certainty: 'possible' },
    {},
    [{}],
    false,
  ],
  ['exploited', { severity: 'low', kev: true }, { kev: true }, [{}], true],
  ['exploited, nobody asked', { severity: 'low', kev: true }, {}, [{}], false],
  ['exploited with that probability', { severity: 'low', epss: 0.5 }, { epss: 0.5 }, [{}], true],
  ['with a lower one', { severity: 'low', epss: 0.49 }, { epss: 0.5 }, [{}], false],
  ['with an unknown one', { severity: 'low', epss: null }, { epss: 0 }, [{}], false],
  ['suppressed in the only function', {}, {}, [{ suppressed: true }], false],
  ['suppressed in one of two', {}, {}, [{ suppressed: true }, {}], true],
  ['not new', {}, { newOnly: true }, [{ isNew: false }], false],
  ['new in one of two', {}, { newOnly: true }, [{ isNew: false }, { isNew: true }], true],
  ['not known to be new', {}, { newOnly: true }, [{ isNew: null }], true],
  ['unreachable', {}, { unreachable: 'critical' }, [{ reachable: false }], false],
  [
    'unreachable, critical',
    { severity: 'critical' },
    { unreachable: 'critical' },
    [{ reachable: false }],
    true,
  ],
  ['reachable or not', {}, { unreachable: 'none' }, [{ reachable: null }], true],
  ['unreachable, no level', {}, {}, [{ reachable: false }], true],
  ['unreachable malware', { kind: 'malware' }, { unreachable: 'none' }, [{ reachable: false }], true],
  ['unreachable, exploited', { kev: true }, { kev: true, unreachable: 'none' }, [{ reachable: false }], true],
  ['unexposed', {}, { unexposed: 'critical' }, [{ exposed: false }], false],
  ['only required, no level', { severity: 'critical' }, {}, [{ isOnlyRequired: true }], false],
  ['only required, its level', {}, { required: 'high' }, [{ isOnlyRequired: true }], true],
  ['only required, below its level', {}, { required: 'critical' }, [{ isOnlyRequired: true }], false],
  ['only required in one of two', {}, {}, [{ isOnlyRequired: true }, {}], true],
  ['required malware', { kind: 'malware' }, {}, [{ isOnlyRequired: true }], true],
  ['exposed or not', {}, { unexposed: 'none' }, [{ exposed: null }], true],
];

test.each(CASES)('%s', (...[, fields, gate, encounters, fails]) => {
  const met = encounters.map((encounter) => ({ ...PLAIN, ...encounter }));
  expect(failsGate(findingOf(fields), { ...plainGate(), ...gate }, met)).toBe(fails);
});

test.each([
  [null, [], null],
  ['noneSeen', [], null],
  ['unknown', ['http'], null],
  ['internal', ['schedule', 'queue'], false],
  // Whoever can sign up starts the triggers of a user pool.
  ['internal', ['auth'], null],
  ['account', ['http'], true],
  ['public', ['schedule', 'http'], true],
] as const)('exposure %j, triggers %j: exposed %s', (level, types, exposed) => {
  const triggers = types.map((type) => ({ type, detail: null }));
  expect(isExposed({ exposure: level && { level, statements: [] }, triggers })).toBe(exposed);
});

it('a finding has its own state in each function', () => {
  const packages = [packageOf('lodash', '4.17.20')];
  const finding = findingOf({ package: packages[0]?.id ?? '', isNew: true });
  const artifact = artifactOf('a', { packages, findings: [finding] });
  const plain = reportedFunction('f', [artifact], {
    triggers: [{ type: 'queue', detail: null }],
    exposure: { level: 'internal', statements: [] },
  });
  const fn = {
    ...plain,
    packages: plain.packages.map((found) => ({ ...found, reachable: false })),
    findings: plain.findings.map((reference) => ({
      ...reference,
      isNew: false,
      suppression: { reason: 'Ours.', owner: null, expires: null, source: 'x' },
    })),
  };
  expect([...encountersOf(finding, artifact, [fn])]).toEqual([
    { suppressed: true, isNew: false, reachable: false, exposed: false, isOnlyRequired: false },
  ]);
  expect([...encountersOf(finding, artifact, [])]).toEqual([{ ...PLAIN, isNew: true }]);
});

it('a function never reaches code that its program does not hold', () => {
  const finding = { ...findingOf({}), notLinked: ['a.com/x.Parse'] };
  const [alone] = encountersOf(finding, null, []);
  const [mounted] = encountersOf(finding, null, [reportedFunction('a', [])]);
  expect([alone?.reachable, mounted?.reachable]).toEqual([false, false]);
});
