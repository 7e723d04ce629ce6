import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { configJsonSchema } from '../../src/config/schema.js';
import { NO_POLICY } from '../../src/policy/index.js';

const SHA = 'AB'.repeat(32);

const FULL = `
$schema: ./node_modules/stowaway/schema/config-v1.schema.json
failOn:
  severity: medium
  kinds: { drift: none, typosquat: low }
  kev: true
  epss: 0.5
  unreachable: critical
  unexposed: high
  required: critical
licenses:
  allow: [MIT, 'BSD-*']
  deny: [AGPL-*]
packages:
  deny:
    - package: pkg:npm/event-stream
      reason: It was taken over once.
ignore:
  - id: CVE-2021-23337
    package: pkg:npm/lodash@4.17.*
    reason: template() is never called.
    owner: team-pay
    expires: 2026-12-31

  - sha256: ${SHA}
    reason: Our licence check is obfuscated on purpose.
accept:
  - code: unsupported
    function: py-*
    message: Holds Ruby code **
    reason: Reviewed by hand each quarter.
    owner: team-data
    expires: 2026-12-31
vex: [security/team.openvex.json]
aws: { account: '012345678901', region: eu-central-1 }
`;

it('reads all of it, with the line of each rule', () => {
  const { policy, vex, aws } = readConfig(FULL, 'c.yaml');
  expect(aws).toEqual({ account: '012345678901', region: 'eu-central-1' });
  expect(policy).toEqual({
    source: 'c.yaml',
    gate: {
      severity: 'medium',
      kinds: [
        { kind: 'typosquat', severity: 'low' },
        { kind: 'drift', severity: 'none' },
      ],
      kev: true,
      epss: 0.5,
      unreachable: 'critical',
      unexposed: 'high',
      required: 'critical',
      newOnly: false,
    },
    licenses: { allow: ['MIT', 'BSD-*'], deny: ['AGPL-*'], unknown: 'report' },
    packages: {
      allow: null,
      deny: [{ package: 'pkg:npm/event-stream', reason: 'It was taken over once.' }],
    },
    ignore: [
      {
        id: 'CVE-2021-23337',
        package: 'pkg:npm/lodash@4.17.*',
        path: null,
        function: null,
        sha256: [],
        reason: 'template() is never called.',
        owner: 'team-pay',
        expires: '2026-12-31',
        line: 19,
      },
      {
        id: null,
        package: null,
        path: null,
        function: null,
        sha256: [SHA.toLowerCase()],
        reason: 'Our licence check is obfuscated on purpose.',
        owner: null,
        expires: null,
        line: 25,
      },
    ],
    accept: [
      {
        codes: ['unsupported'],
        account: null,
        region: null,
        function: 'py-*',
        artifact: null,
        path: null,
        message: 'Holds Ruby code **',
        reason: 'Reviewed by hand each quarter.',
        owner: 'team-data',
        expires: '2026-12-31',
        line: 28,
      },
    ],
  });
  expect(vex).toEqual(['security/team.openvex.json']);
});

test.each(['', '# nothing yet\n', '{}', '---\n'])('%j demands nothing', (text) => {
  expect(readConfig(text, '').policy).toEqual(NO_POLICY);
});

it('reads JSON, with lines too', () => {
  const text = '{\n\t"ignore": [\n\t\t{ "id": "CVE-1", "reason": "Ours." }\n\t]\n}';
  expect(readConfig(text, 'c.json').policy.ignore[0]).toMatchObject({ id: 'CVE-1', line: 3 });
});

const RULE = 'ignore:\n  - id: CVE-1\n';
const ACCEPT = 'accept:\n  - code: unsupported\n';

test.each([
  ['an unknown key', 'failon: high', 'c.yaml:1: failon is not a known key.'],
  [
    'an unknown key deep down',
    `${RULE}    reason: x\n    until: 2026-01-01`,
    'c.yaml:4: ignore[0].until is not a known key.',
  ],
  ['no reason', RULE, 'c.yaml:2: ignore[0].reason is missing.'],
  ['an empty reason', `${RULE}    reason: "  "`, 'c.yaml:3: ignore[0].reason is empty.'],
  [
    'a level of no meaning',
    'failOn:\n  severity: hihg',
    'c.yaml:2: failOn.severity is one of critical, high,',
  ],
  [
    'a level for malware',
    'failOn:\n  kinds:\n    malware: none',
    'c.yaml:3: failOn.kinds.malware has no level',
  ],
  ['a number too large', 'failOn:\n  epss: 50', 'c.yaml:2: failOn.epss Too big'],
  [
    'an account that is a number',
    'aws:\n  account: 123456789012',
    'c.yaml:2: aws.account is not of type string.',
  ],
  [
    'an account too short',
    "aws:\n  account: '1'",
    'c.yaml:2: aws.account is the twelve digits of an account, in quotes.',
  ],
  ['a word for a list', 'vex: a.json', 'c.yaml:1: vex is not of type array.'],
  [
    'a day that is none',
    `${RULE}    reason: x\n    expires: 2026-02-30`,
    'c.yaml:4: ignore[0].expires is a day like',
  ],
  [
    'a name for a purl',
    'packages:\n  allow:\n    - lodash',
    'c.yaml:3: packages.allow[0] is written as a purl',
  ],
  [
    'a short hash',
    `ignore:\n  - sha256: abc\n    reason: x`,
    'c.yaml:2: ignore[0].sha256 is the 64 hexadecimal digits',
  ],
  ['a rule about nothing', 'ignore:\n  - reason: x', 'c.yaml:2: ignore[0] does not name what to ignore'],
  ['a gap without a reason', `${ACCEPT}    path: x`, 'c.yaml:2: accept[0].reason is missing.'],
  ['a gap without an owner', `${ACCEPT}    path: x`, 'c.yaml:2: accept[0].owner is missing.'],
  ['a gap without an end', `${ACCEPT}    path: x`, 'c.yaml:2: accept[0].expires is missing.'],
  ['a gap of no known kind', 'accept:\n  - code: odd', 'c.yaml:2: accept[0].code is one of malformed,'],
  [
    'a gap by code and function alone: another gap of that code may hide more',
    `${ACCEPT}    function: f\n    reason: x\n    owner: x\n    expires: 2026-12-31`,
    'c.yaml:2: accept[0] does not name what to accept: one code has many gaps',
  ],
  [
    'several licences as one',
    'licenses:\n  allow:\n    - MIT\n    - (ISC OR 0BSD)',
    'c.yaml:4: licenses.allow[1] names more than one licence: list each separately.',
  ],
  ['a list for a map', '- a', 'c.yaml:1: The file is not of type object.'],
  ['broken YAML', 'failOn:\n  - a\n b: [', 'c.yaml:3: '],
  ['a key twice', 'vex: []\nvex: []', 'c.yaml:2: Map keys must be unique'],
  ['two documents', 'vex: []\n---\nvex: []', 'c.yaml:'],
])('%s is refused with its place', (_, text, message) => {
  expect(() => readConfig(text, 'c.yaml')).toThrow(
    expect.objectContaining({ code: 'config', message: expect.stringContaining(message) as string }),
  );
});

it('aliases that would fill the memory are refused', () => {
  const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`);
  const text = ['l0: &l0 [x]', ...levels].join('\n');
  expect(() => readConfig(text, 'c.yaml')).toThrow(expect.objectContaining({ code: 'config' }));
});

it('keys of objects stay keys', () => {
  expect(() => readConfig('{"__proto__": {"vex": []}}', 'c.json')).toThrow(/__proto__ is not a known key/);
});

it('lists many mistakes, and counts the rest', () => {
  const text = `ignore:\n${'  - {}\n'.repeat(12)}`;
  expect(() => readConfig(text, 'c.yaml')).toThrow(/ignore\[9\][^]*and 2 more/);
});

const committed: object = JSON.parse(
  readFileSync(new URL('../../schema/config-v1.schema.json', import.meta.url), 'utf8'),
);

it('the committed JSON Schema is the generated one: `node scripts/build-schema.mjs` writes it', () => {
  expect(JSON.stringify(committed)).toBe(JSON.stringify(configJsonSchema()));
});

test.each([
  [{ failOn: { severity: 'low' }, ignore: [{ id: 'CVE-1', reason: 'x', expires: '2026-12-31' }] }, true],
  [{ ignore: [{ id: 'CVE-1' }] }, false],
  [{ failOn: { kinds: { malware: 'none' } } }, false],
  [{ packages: { allow: ['lodash'] } }, false],
  [{ unknown: 1 }, false],
])('an editor takes %j: %s', (config, isValid) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  expect(ajv.validate(committed, config)).toBe(isValid);
});
