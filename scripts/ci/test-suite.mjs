import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './steps.mjs';

function listed(word, tests) {
  for (const { name, note } of tests) console.error(`${word}: ${name}${note === null ? '' : ` (${note})`}`);
}

/**
 * Runs the test suite and counts its tests. CI has everything that a test needs, so a skipped test counts as failed.
 * @param {string} name of the file with the counts
 * @param {(reporters: string[]) => void} start runs vitest with these arguments; throws when it exits with an error.
 * @returns {{ passed: number, failed: number }}
 */
export function runSuite(name, start) {
  const counts = join(workFolder, `${name}.json`);
  process.env.CI_COUNTS = counts;
  let ended = null;
  try {
    start(['--reporter=default', '--reporter=./scripts/ci/count-reporter.mjs']);
  } catch (error) {
    ended = error;
  }
  if (!existsSync(counts)) throw ended ?? new Error('The suite did not count its tests.');
  const { passed, failed, skipped } = JSON.parse(readFileSync(counts, 'utf8'));
  listed('FAILED', failed);
  listed('SKIPPED, which fails here', skipped);
  const failures = failed.length + skipped.length;
  if (ended !== null && failures === 0) throw ended;
  if (passed === 0) throw new Error('No test ran.');
  return { passed, failed: failures };
}
