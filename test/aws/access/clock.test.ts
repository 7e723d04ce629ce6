import { expect, test } from 'vitest';
import { systemClock } from '../../../src/aws/access/clock.js';

test('time advances, and an interruption ends a sleep', async () => {
  const stop = new AbortController();
  const clock = systemClock(stop.signal);
  const before = clock.now();
  await clock.sleep(5);
  expect(clock.now() - before).toBeGreaterThan(3);
  expect(clock.random()).toBeLessThan(1);
  const long = clock.sleep(100_000);
  stop.abort();
  await expect(long).rejects.toThrow('aborted');
});
