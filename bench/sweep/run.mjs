// A sweep of 2,000 functions in three accounts and two regions, undisturbed, killed 20 times and shared by four workers:
// `node bench/sweep/run.mjs [--functions N] [--kills N]`, after `npm run build`. It is the test of the same name with larger numbers.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    functions: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'stowaway-bench-sweep-'));
const file = join(folder, 'figures.json');
const only = values.only === '' ? [] : ['-t', values.only];
const { status } = spawnSync('npx', ['vitest', 'run', 'test/sweep/large-sweep.slow.test.ts', ...only], {
  stdio: 'inherit',
  cwd: join(import.meta.dirname, '../..'),
  env: {
    ...process.env,
    STOWAWAY_SWEEP_FUNCTIONS: values.functions,
    STOWAWAY_SWEEP_KILLS: values.kills,
    STOWAWAY_SWEEP_FIGURES: file,
  },
});
console.log(JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2));
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
