import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { beat, countBeats } from '../../src/files/index.js';
import { watchProgress } from '../../src/workers/progress-watch.js';

/** Signs of progress until the watch is aborted, and whether it ever was: for at most so many looks. */
async function watched(sign: (count: number) => void): Promise<boolean> {
  const watch = watchProgress(20);
  countBeats(watch.beats);
  for (let count = 0; count < 100 && !watch.signal.aborted; count += 1) {
    sign(count);
    await sleep(1);
  }
  countBeats(null);
  watch.end();
  return watch.signal.aborted;
}

test.each([
  ['no sign after the first one ends a thread', true, (count: number) => count === 0],
  ['signs all the time keep it', false, () => true],
  ['a thread that has not begun is not ended', false, () => false],
])('%s', async (_, isAborted, isSign) => {
  expect(await watched((count) => isSign(count) && beat())).toBe(isAborted);
});
