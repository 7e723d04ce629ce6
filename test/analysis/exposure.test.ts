import { expect, test } from 'vitest';
import { accessOfTrigger, exposureOf } from '../../src/analysis/exposure.js';
import { functionOf } from '../support/model-builders.js';

test.each([
  ['a bare archive', functionOf('f', { platform: 'unknown' }), null],
  [
    'source of a Google function',
    functionOf('f', { platform: 'gcf', declaredIn: { path: 'p', line: null } }),
    null,
  ],
  [
    'a function of an account',
    functionOf('f', { platform: 'aws-lambda', arn: 'arn:aws:lambda:r:1:function:f' }),
    'noneSeen',
  ],
])('%s without triggers: %s', (_, fn, level) => {
  expect(exposureOf(fn)?.level ?? null).toBe(level);
});

test.each([
  ['http', 'unknown'],
  ['of-tomorrow', 'unknown'],
  ['queue', 'unknown'],
  ['schedule', 'service'],
  ['email', 'anyone'],
])('a trigger of which only the type %s is known: %s', (type, access) => {
  expect(accessOfTrigger({ type, detail: null })).toBe(access);
});
