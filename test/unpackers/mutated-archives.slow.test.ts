import { expect, it } from 'vitest';
import { fuzzArchives } from '../support/archive-fuzzer.js';
import { ARCHIVE_SEEDS } from '../support/archive-seeds.js';

/** The whole run of 100,000 is `node scripts/fuzz-archives.mjs`. */
const COUNT = 2500;

it('survives mutated archives: a problem or a result, in bounded memory', async () => {
  const before = process.memoryUsage.rss();
  const result = await fuzzArchives({ archives: ARCHIVE_SEEDS, count: COUNT, seed: 1 });
  expect(result.failures).toEqual([]);
  // Neither all refused nor all fine: the mutations reach the readers.
  expect(result.withFiles).toBeGreaterThan(COUNT / 10);
  expect(result.withProblems).toBeGreaterThan(COUNT / 10);
  expect(result.peakRssBytes - before).toBeLessThan(400 * 1024 * 1024);
});
