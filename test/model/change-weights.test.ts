import { expect, test } from 'vitest';
import { changeWeights, compareWeights } from '../../src/model/index.js';
import { findingOf } from '../support/model-builders.js';

const malware = findingOf({ kind: 'malware', severity: 'low' });
const critical = findingOf({ severity: 'critical' });
const high = findingOf({ severity: 'high' });
const notLinked = findingOf({ severity: 'critical', notLinked: ['pkg.Func'] });

test('malware counts first, then whether the code is there, the size of the step, and severities', () => {
  const changes = [
    { cleared: [malware], major: true },
    { cleared: [critical], major: false },
    { cleared: [high, high, high], major: false },
    { cleared: [critical, critical], major: true },
    { cleared: [notLinked, notLinked], major: false },
  ];
  const sorted = changes
    .toReversed()
    .map((change) => ({ change, weights: changeWeights(change.cleared, change.major) }))
    .sort((a, b) => compareWeights(a.weights, b.weights))
    .map(({ change }) => change);
  expect(sorted).toEqual(changes);
});

test.each([
  [[1, 0], [0, 9], -1],
  [[1, 2], [1, 3], 1],
  [[1, 2], [1, 2], 0],
  [[], [], 0],
])('%j against %j', (a, b, sign) => {
  expect(Math.sign(compareWeights(a, b))).toBe(sign);
});
