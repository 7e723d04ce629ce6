import { describe, expect, it } from 'vitest';
import { baseScoreOf, highestScoreOf } from '../../../src/advisories/match/cvss.js';

describe('baseScoreOf', () => {
  // Scores as the calculators of FIRST and NVD give them.
  it.each([
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/E:H', 10],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U', 9.8],
    ['CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L', 3.1],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:X/CR:X/IR:X/MAV:X/S:X/U:X', 9.3],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U', 9.3],
  ])('%s is %d', (vector, score) => expect(baseScoreOf(vector)).toBe(score));

  it.each([
    '',
    'high',
    '9.8',
    'CVSS:3.1/AV:N',
    'CVSS:3.1/AV:Z/AC:L',
    'CVSS:9.0/AV:N',
    'AV:N/'.repeat(100_000),
  ])('is unknown for %j', (vector) => expect(baseScoreOf(vector)).toBeNull());
});

it('a vector of a million characters has no score', () => {
  expect(baseScoreOf('AV:N/'.repeat(200_000))).toBeNull();
});

describe('highestScoreOf', () => {
  it('takes the highest', () => {
    expect(
      highestScoreOf(['CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L', 'AV:N/AC:L/Au:N/C:P/I:P/A:P', '?']),
    ).toBe(7.5);
  });
  it('is unknown without vectors', () => expect(highestScoreOf([])).toBeNull());
});
