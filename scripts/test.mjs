// `npm test`: sets a fresh clone up and runs the test suite; arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { projectFolder, setUp } from './set-up.mjs';

setUp();
const vitest = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  {
    cwd: projectFolder,
    stdio: 'inherit',
  },
);
process.exitCode = vitest.status ?? 1;
