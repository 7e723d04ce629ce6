// `npm test` sets a fresh clone up and runs the fast tests, `npm run test:all` (--all) all of them; other arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { projectFolder, setUp } from './set-up.mjs';

setUp();
const given = process.argv.slice(2);
const projects = given.includes('--all') ? [] : ['--project', 'fast'];
const vitest = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...given.filter((each) => each !== '--all')],
  {
    cwd: projectFolder,
    stdio: 'inherit',
  },
);
process.exitCode = vitest.status ?? 1;
