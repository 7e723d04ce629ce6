import { setTimeout as wait } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEnding, workTogether } from '../../src/sweep/work-together.js';

/** How a task ends by itself; null: only the signal ends it. */
const task = fc.record({
  millis: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 }),
  fails: fc.boolean(),
});

test('all tasks have ended when it returns, and the first error ends those that would wait for ever', async () => {
  const tasks = fc.array(task, { maxLength: 6 }).map((all) => [...all, { millis: 2, fails: true }]);
  await fc.assert(
    fc.asyncProperty(tasks, async (all) => {
      const ending = openEnding(new AbortController().signal);
      let active = all.length;
      const errors: unknown[] = [];
      const work = all.map(async ({ millis, fails }) => {
        try {
          await wait(millis ?? 3_600_000, undefined, { signal: ending.signal });
          if (!fails) return;
          const error = new Error('failed');
          errors.push(error);
          throw error;
        } finally {
          active -= 1;
        }
      });
      const thrown: unknown = await workTogether(work, ending).catch((error: unknown) => error);
      expect(thrown).toBe(errors[0]);
      expect(active).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('an interruption from outside is thrown when all tasks have ended', async () => {
  const outside = new AbortController();
  const ending = openEnding(outside.signal);
  const reason = new Error('interrupted');
  const work = wait(3_600_000, undefined, { signal: ending.signal });
  setTimeout(() => outside.abort(reason), 5);
  await expect(workTogether([work], ending)).rejects.toBe(reason);
});
