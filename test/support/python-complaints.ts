import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
/** `.ci/run` puts a Python with botocore there. */
const OWN_PYTHON = join(PROJECT, 'build/python/bin/python');
const PYTHON = existsSync(OWN_PYTHON) ? OWN_PYTHON : 'python3';
const MAX_BYTES = 1_000_000_000;

function hasBotocore(): boolean {
  return spawnSync(PYTHON, ['-c', 'import botocore']).status === 0;
}

/** Skips the tests of a file or suite, with the reason, where AWS's service model is not there. */
export function needsBotocore(): void {
  const missing = !hasBotocore();
  beforeEach(({ skip }) => skip(missing, `${PYTHON} has no botocore`));
}

/** What AWS's own model of BatchImportFindings holds against reports in its format; a list for each. */
export function asffComplaints(reports: readonly string[]): string[][] {
  const script = join(import.meta.dirname, 'asff-complaints.py');
  const { stdout, stderr } = spawnSync(PYTHON, [script], {
    input: `[${reports.join(',')}]`,
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}
