import { expect, test } from 'vitest';
import { injectionSeverity, sendingTriggers } from '../../src/analysis/injection-severity.js';
import type { Role, ServerlessFunction, Trigger } from '../../src/model/index.js';
import { readStatements } from '../../src/iam/index.js';
import { functionOf } from '../support/model-builders.js';

const DECLARED = { platform: 'aws-lambda', declaredIn: { path: 't.yaml', line: 1 } } as const;
const OPEN: Trigger = { type: 'http', detail: 'GET /', access: 'anyone' };
const SIGNED: Trigger = { type: 'http', detail: 'GET /', access: 'authenticated' };
const QUEUE: Trigger = { type: 'queue', detail: 'jobs', access: 'service' };
const BUCKET: Trigger = { type: 'storage', detail: 'uploads' };
const HOURLY: Trigger = { type: 'schedule', detail: 'rate(1 hour)' };

function roleOf(actions: readonly string[]): Role {
  const statements = readStatements([{ Effect: 'Allow', Action: actions, Resource: '*' }]);
  return { name: 'r', arn: null, policies: [{ name: 'p', kind: 'inline', statements } as never] };
}

type Row = readonly [
  what: string,
  triggers: readonly Trigger[],
  fields: Partial<ServerlessFunction>,
  severity: string,
];

test.each<Row>([
  ['anybody', [OPEN], {}, 'high'],
  ['identified callers', [SIGNED], {}, 'medium'],
  ['the same account', [QUEUE], {}, 'medium'],
  ['the most open of several', [QUEUE, OPEN], {}, 'high'],
  ['a bucket whose writers are not known', [BUCKET], {}, 'high'],
  ['no trigger', [], {}, 'high'],
  ['nothing known', [], { platform: 'unknown', declaredIn: null }, 'high'],
  ['a role that may do everything', [OPEN], { role: roleOf(['*']) }, 'critical'],
  ['a role that may do everything, from inside', [QUEUE], { role: roleOf(['*']) }, 'high'],
  ['a narrow role', [OPEN], { role: roleOf(['dynamodb:GetItem']) }, 'high'],
  ['a role that nobody read', [OPEN], { role: { name: 'r', arn: null, policies: null } }, 'high'],
])('severity with %s', (...[, triggers, fields, severity]) => {
  const fn = functionOf('f', { ...DECLARED, ...fields, triggers });
  const judged = injectionSeverity({ severity: 'high', usesRole: true }, fn, { fn, triggers });
  expect(judged.severity).toBe(severity);
  expect(judged.reason).toMatch(new RegExp(`^Its severity is ${severity}.*: .+\\.$`));
});

test('a role counts only where the attacker acts with it', () => {
  const fn = functionOf('f', { ...DECLARED, triggers: [OPEN], role: roleOf(['*']) });
  expect(
    injectionSeverity({ severity: 'medium', usesRole: false }, fn, { fn, triggers: [OPEN] }).severity,
  ).toBe('medium');
});

type SendingRow = readonly [
  what: string,
  triggers: readonly Trigger[],
  notFrom: readonly string[],
  sending: readonly Trigger[] | null,
];

test.each<SendingRow>([
  ['a part that its trigger holds', [OPEN], ['queue'], [OPEN]],
  ['a part of events of another trigger', [OPEN], ['http'], null],
  ['a part of one of two', [OPEN, QUEUE], ['http'], [QUEUE]],
  ['a schedule', [HOURLY], [], null],
  [
    'a rule that was not seen',
    [{ type: 'schedule', detail: null }],
    ['schedule'],
    [{ type: 'schedule', detail: null }],
  ],
  ['no trigger', [], ['http'], []],
])('who sends %s', (...[, triggers, notFrom, sending]) => {
  const fn = functionOf('f', { ...DECLARED, triggers });
  expect(sendingTriggers(fn, { rule: 'r', steps: [], notFrom })).toEqual(sending);
});

test('of other platforms only schedules are known to send nothing', () => {
  const fn = functionOf('f', { platform: 'vercel', triggers: [OPEN, HOURLY] });
  expect(sendingTriggers(fn, { rule: 'r', steps: [], notFrom: ['http'] })).toEqual([OPEN]);
});
