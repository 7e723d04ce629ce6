import { expect, test } from 'vitest';
import type { AcceptRule } from '../../../src/policy/index.js';
import { NO_POLICY, openJudge } from '../../../src/policy/index.js';
import { functionNamesOf } from '../../../src/sweep/judge/accept-gaps.js';

const PLACES = [
  ['aws', 'eu-west-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-iso', 'us-iso-east-1'],
] as const;
const REASON = 'Code may come from the file system at /mnt/code, which was not read.';

const RULE: AcceptRule = {
  codes: ['unsupported'],
  account: null,
  region: null,
  function: null,
  artifact: null,
  path: null,
  message: 'Code may come from the file system **',
  reason: 'Ours.',
  owner: 'ann',
  expires: '2027-01-01',
  line: 1,
};

/** Whether a rule for a function accepts a gap about a resource. */
function accepts(pattern: string, resource: string): boolean {
  const accept = [{ ...RULE, function: pattern }];
  const policy = { ...NO_POLICY, source: 'c.yaml', accept };
  const judge = openJudge({ policy, statements: [], baseline: null, now: new Date('2026-11-28') });
  const gap = { code: 'unsupported' as const, artifact: null, path: resource, message: REASON };
  return judge.accepts(gap, { account: '1', region: 'r', names: functionNamesOf(resource) }) !== null;
}

test.each(PLACES)(
  'in %s a rule for a function fits each of its versions and aliases',
  (partition, region) => {
    const arn = `arn:${partition}:lambda:${region}:123456789012:function:orders`;
    for (const resource of [arn, `${arn}:7`, `${arn}:live`, `${arn}:$LATEST`]) {
      for (const pattern of ['orders', 'ord*', arn, `arn:*:lambda:*:123456789012:function:ord*`])
        expect([pattern, resource, accepts(pattern, resource)]).toEqual([pattern, resource, true]);
      for (const pattern of ['order', 'orders-*', arn.slice(0, -1), `${arn}-2`, '7', 'live', `${arn}:8`])
        expect([pattern, resource, accepts(pattern, resource)]).toEqual([pattern, resource, false]);
    }
    expect(accepts(`${arn}:7`, `${arn}:7`)).toBe(true);
    expect(accepts(`${arn}:7`, arn)).toBe(false);
  },
);

test.each([
  ['nothing', null, []],
  ['a name', 'orders', ['orders']],
  ['a layer', 'arn:aws:lambda:r:9:layer:vendor:4', []],
  ['a layer without version', 'arn:aws:lambda:r:9:layer:vendor', []],
  ['something else of Lambda', 'arn:aws:lambda:r:9:event-source-mapping:1', []],
  ['something that is not of Lambda', 'arn:aws:sqs:r:9:function:orders', []],
  [
    'a copy of CloudFront',
    'arn:aws:lambda:r:9:function:us-east-1.orders:3',
    [
      'arn:aws:lambda:r:9:function:us-east-1.orders:3',
      'arn:aws:lambda:r:9:function:us-east-1.orders',
      'us-east-1.orders',
    ],
  ],
])('names of the function of %s', (_, resource, names) => {
  expect(functionNamesOf(resource)).toEqual(names);
});
