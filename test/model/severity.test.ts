import { expect, it } from 'vitest';
import { compareSeverity, severityOfScore, severityWeight } from '../../src/model/index.js';

it.each([
  [10, 'critical'],
  [9, 'critical'],
  [8.9, 'high'],
  [7, 'high'],
  [6.9, 'medium'],
  [4, 'medium'],
  [3.9, 'low'],
  [0, 'low'],
])('a score of %d is %s', (score, severity) => {
  expect(severityOfScore(score)).toBe(severity);
});

it('unknown weighs as medium and is listed last', () => {
  expect(severityWeight('unknown')).toBe(severityWeight('medium'));
  expect((['unknown', 'low', 'critical'] as const).toSorted(compareSeverity)).toEqual([
    'critical',
    'low',
    'unknown',
  ]);
});
