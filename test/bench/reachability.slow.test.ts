import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '../..');
/** Applications with views by name, a folder that a package loads, names of drivers in a configuration. */
const SAMPLE = ['express', 'fastify', 'lodash-methods'];

it('never calls a package unreachable that a handler loads', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'bench/reachability/run.mjs'), ...SAMPLE],
    { encoding: 'utf8', cwd: project },
  );
  expect(stdout + stderr).not.toContain('THOUGH LOADED');
  expect(status).toBe(0);
  expect(stdout.match(/proven unreachable/g)).toHaveLength(1);
}, 600_000);
