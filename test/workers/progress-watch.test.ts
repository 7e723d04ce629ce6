import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { beat, countBeats } from '../../src/files/index.js';
import { watchProgress } from '../../src/workers/progress-watch.js';

/** Why work is given up that gives signs of progress; undefined if it is not. */
async function whyEnded(sign: (count: number) => void, turns: number): Promise<unknown> {
  const watch = watchProgress(20);
  countBeats(watch.beats);
  for (let count = 0; count < turns && !watch.signal.aborted; count += 1) {
    sign(count);
    await sleep(1);
  }
  countBeats(null);
  watch.end();
  return watch.signal.reason;
}

test.each([
  ['no sign after the first one ends a thread', 'silent', 100, (count: number) => count === 0],
  ['signs all the time keep it for long', undefined, 100, () => true],
  ['signs all the time do not keep it for ever', 'endless', 5_000, () => true],
  ['a thread that has not begun is not ended', undefined, 100, () => false],
])('%s', async (_, why, turns, isSign) => {
  expect(await whyEnded((count) => isSign(count) && beat(), turns)).toBe(why);
});
