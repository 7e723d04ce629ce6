import { expect, test, vi } from 'vitest';
import { simulateSweep, virtualClock, type SimulatedPlan } from '../../../bench/sweep/simulate.mjs';
import { openCaller } from '../../../src/aws/access/caller.js';
import { surveyPlaces } from '../../../src/sweep/survey/survey-places.js';

vi.setConfig({ testTimeout: 120_000 });

const PLAN: SimulatedPlan = {
  accounts: ['111111111111', '222222222222'],
  regionsOf: () => ['eu-west-1', 'us-east-1'],
  functionsIn: () => 120,
  newIn: () => 40,
  workers: 2,
  jobs: 4,
  paceFactor: 1,
  secondsOfArtifact: 1,
};
const FUNCTIONS = 480;

test('at the default pace nothing is refused, and calls of Lambda set the time of the listing', async () => {
  const { listing, collecting, listed, fetched, calls } = await simulateSweep(
    { openCaller, surveyPlaces },
    PLAN,
  );
  expect(listed).toBe(FUNCTIONS);
  expect(fetched).toBe(160);
  expect(listing.refused + collecting.refused).toBe(0);
  // Aliases and destinations of 120 functions of each place at 5 a second; policies and all four places side by side.
  expect(listing.seconds).toBeGreaterThan(46);
  expect(listing.seconds).toBeLessThan(51);
  // 160 artifacts of a second by 8 jobs.
  expect(collecting.seconds).toBeGreaterThan(20);
  expect(collecting.seconds).toBeLessThan(23);
  expect(calls).toMatchObject({ 'lambda:ListFunctions': 12, 'lambda:GetPolicy': FUNCTIONS });
});

test('above the documented limits calls are refused, the pace falls, and nothing is lost', async () => {
  const { listing, listed, fetched, calls } = await simulateSweep(
    { openCaller, surveyPlaces },
    { ...PLAN, paceFactor: 10 },
  );
  expect(listing.refused).toBeGreaterThan(0);
  expect(listed).toBe(FUNCTIONS);
  expect(fetched).toBe(160);
  expect(calls['lambda:GetPolicy']).toBeGreaterThanOrEqual(FUNCTIONS);
  // At most the limit of 15 a second, and not slowed down for good.
  expect(listing.seconds).toBeGreaterThan(120 / 15 - 1.5);
  expect(listing.seconds).toBeLessThan(60);
});

test('time passes only while everybody sleeps, in order', async () => {
  const clock = virtualClock();
  const woken: number[] = [];
  const sleeper = async (millis: number) => {
    await clock.sleep(millis);
    woken.push(clock.now());
  };
  await clock.run(Promise.all([sleeper(30), sleeper(10), sleeper(20).then(() => sleeper(5))]));
  expect(woken).toEqual([10, 20, 25, 30]);
});
