// `npm test` sets a fresh clone up and runs the fast tests; `npm run test:all` (--all) the slow ones, too; `npm run bench:linear`
// (--linear) those that measure how work grows; --slow the slow ones alone. Other arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { projectFolder, setUp } from './set-up.mjs';

const PROJECTS = new Map([
  ['--all', ['fast', 'slow']],
  ['--slow', ['slow']],
  ['--linear', ['linear']],
]);

setUp();
const given = process.argv.slice(2);
const option = given.find((each) => PROJECTS.has(each));
const projects = (PROJECTS.get(option) ?? ['fast']).flatMap((name) => ['--project', name]);
const vitest = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...given.filter((each) => each !== option)],
  { cwd: projectFolder, stdio: 'inherit' },
);
process.exitCode = vitest.status ?? 1;
