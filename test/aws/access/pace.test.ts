import { expect, test } from 'vitest';
import { callKind, openLane, openPace } from '../../../src/aws/access/pace.js';
import { quickClock } from '../../support/quick-clock.js';

test.each([
  ['lambda:GetFunction', 'lambda:GetFunction'],
  ['lambda:GetPolicy', 'lambda:GetPolicy'],
  ['lambda:ListAliases', 'lambda'],
  ['iam:GetAccountAuthorizationDetails', 'iam'],
  ['new:Thing', 'new'],
])('%s is counted as %s', (action, kind) => {
  expect(callKind(action).kind).toBe(kind);
});

test('calls go one after the other, at the rate', async () => {
  const clock = quickClock();
  const lane = openLane(5, clock);
  for (let count = 0; count < 11; count += 1) await lane.turn();
  expect(clock.slept).toBeCloseTo(2000);
});

test('a refusal halves the rate once, whatever calls are under way; responses restore it, but no further', () => {
  const clock = quickClock();
  const lane = openLane(8, clock);
  lane.throttled();
  lane.throttled();
  expect(lane.rate).toBe(4);
  clock.slept += 2000;
  lane.throttled();
  expect(lane.rate).toBe(2);
  for (let count = 0; count < 20; count += 1) lane.answered();
  expect(lane.rate).toBe(2.5);
  for (let count = 0; count < 400; count += 1) lane.answered();
  expect(lane.rate).toBe(8);
});

test('it never stops', () => {
  const clock = quickClock();
  const lane = openLane(5, clock);
  for (let count = 0; count < 50; count += 1) {
    clock.slept += 2000;
    lane.throttled();
  }
  expect(lane.rate).toBe(0.25);
});

test('each place and kind has its own lane', () => {
  const laneOf = openPace(2, quickClock());
  expect(laneOf('1 eu', 'lambda:ListAliases')).toBe(laneOf('1 eu', 'lambda:ListFunctions'));
  expect(laneOf('1 eu', 'lambda:ListAliases')).not.toBe(laneOf('1 us', 'lambda:ListAliases'));
  expect(laneOf('1 eu', 'lambda:ListAliases')).not.toBe(laneOf('1 eu', 'lambda:GetPolicy'));
  expect(laneOf('1 eu', 'lambda:GetPolicy').rate).toBe(10);
});
