// Another commit's build, in a worktree below build/.
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/set-up.mjs';
import { runNpm } from '../../scripts/run-npm.mjs';
import { boardFolder } from './inputs.mjs';

/** @param {string} commit @returns {string} its `dist` */
export function buildOfCommit(commit) {
  const folder = join(boardFolder, 'worktrees', commit);
  const dist = join(folder, 'dist');
  if (!existsSync(folder)) {
    execFileSync('git', ['worktree', 'add', '--detach', folder, commit], { cwd: projectFolder, stdio: 2 });
    symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
  }
  if (!existsSync(join(dist, 'workers/worker.js'))) runNpm(['run', 'build'], { cwd: folder, quiet: true });
  return dist;
}
