import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { fuzzArchives } from '../support/archive-fuzzer.js';
import { completeSet, loadSignatures } from '../../src/signatures/index.js';
import { ARCHIVE_SEEDS } from '../support/archive-seeds.js';

/** The whole run of 100,000 is `node scripts/fuzz-archives.mjs`. */
const COUNT = 2500;

it('survives mutated archives: a problem or all that other readers see, in bounded memory', async () => {
  const before = process.memoryUsage.rss();
  const signatures = completeSet(
    await loadSignatures(fileURLToPath(new URL('../../signatures', import.meta.url))),
  );
  const result = await fuzzArchives({ archives: ARCHIVE_SEEDS, signatures, count: COUNT, seed: 1 });
  expect(result.failures).toEqual([]);
  // Neither all refused nor all fine: the mutations reach the readers, and some are called clean.
  expect(result.clean).toBeGreaterThan(COUNT / 50);
  expect(result.withFiles).toBeGreaterThan(COUNT / 10);
  expect(result.withProblems).toBeGreaterThan(COUNT / 10);
  expect(result.peakRssBytes - before).toBeLessThan(400 * 1024 * 1024);
});
