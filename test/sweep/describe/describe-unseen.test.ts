import { expect, test } from 'vitest';
import { acceptedWords, unseenWords, type Unseen } from '../../../src/sweep/describe/describe-unseen.js';
import { MAX_REASONS } from '../../../src/sweep/sweep-report.js';

const SUPPRESSION = { reason: 'Ours.', owner: 'ann', expires: '2999-01-01', source: 'c.yaml' };

/** A sweep with as many reasons and accepted gaps, each of one function. */
function unseenOf(count: number): Unseen {
  const numbers = Array.from({ length: Math.min(count, MAX_REASONS) }, (_, at) => at);
  return {
    stale: 0,
    incomplete: count,
    accepting: count,
    gaps: [],
    problems: [],
    reasons: numbers.map((at) => ({ reason: `It is odd (${at}).`, functions: 1, example: `arn:${at}` })),
    acceptedGaps: numbers.map((at) => ({
      gap: { code: 'unsupported', artifact: null, path: '', message: `Odd ${at}.`, suppression: SUPPRESSION },
      functions: 1,
      example: `arn:${at}`,
    })),
  };
}

test('a list that names the most frequent cases only begins with how many functions there are', () => {
  expect(unseenWords(unseenOf(33))[0]).toBe(
    '33 functions in all not read whole, for several reasons; the 20 most frequent are listed',
  );
  expect(acceptedWords(unseenOf(33))[0]).toBe(
    '33 functions in all with accepted gaps; the 20 most frequent are listed',
  );
});

test('a list of everything does not', () => {
  expect(unseenWords(unseenOf(2))).toEqual(['arn:0: It is odd (0).', 'arn:1: It is odd (1).']);
  expect(acceptedWords(unseenOf(2))).toHaveLength(2);
});
