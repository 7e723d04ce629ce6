import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
/** `.ci/run` puts a Python with these libraries there. */
const OWN_PYTHON = join(PROJECT, 'build/python/bin/python');
const PYTHON = existsSync(OWN_PYTHON) ? OWN_PYTHON : 'python3';
const MAX_BYTES = 1_000_000_000;

/** Skips the tests of a file or suite, with the reason, where a Python library is not there. */
export function needsPython(...libraries: readonly string[]): void {
  const missing = libraries.filter((library) => spawnSync(PYTHON, ['-c', `import ${library}`]).status !== 0);
  beforeEach(({ skip }) => skip(missing.length > 0, `${PYTHON} has no ${missing.join(', ')}`));
}

function ask(script: string, input: string): unknown {
  const { stdout, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, script)], {
    input,
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Errors by AWS's model of BatchImportFindings for reports in its format; a list for each. */
export function asffComplaints(reports: readonly string[]): string[][] {
  return ask('asff-complaints.py', `[${reports.join(',')}]`) as string[][];
}

/** Errors of a document by another library. @param full also checks that take minutes for thousands of packages */
export function documentComplaints(format: 'spdx' | 'openvex', text: string, full: boolean): string[] {
  return ask('document-complaints.py', JSON.stringify({ format, text, full })) as string[];
}
