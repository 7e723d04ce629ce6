// `npm run demo`: builds a sample application from pinned packages and scans it. Works on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, setUp } from './set-up.mjs';

setUp();
const { buildSample, sampleFolder } = await import('./demo/build-sample.mjs');
if (existsSync(join(sampleFolder, 'serverless-state.json'))) {
  console.error(
    'Sample application: build/demo/.serverless (already built; delete build/demo to build it again)',
  );
} else {
  console.error('Building the sample application in build/demo …');
  await buildSample();
}

console.error('\n$ stowaway scan build/demo/.serverless\n');
const scan = spawnSync(process.execPath, ['dist/cli/main.js', 'scan', 'build/demo/.serverless'], {
  cwd: projectFolder,
  stdio: 'inherit',
});
console.error('\n$ stowaway iam build/demo/.serverless\n');
spawnSync(process.execPath, ['dist/cli/main.js', 'iam', 'build/demo/.serverless'], {
  cwd: projectFolder,
  stdio: 'inherit',
});
if (scan.status === 1) {
  console.error('\nThe scan itself exited 1: findings at or above high, as it should.');
} else {
  console.error(
    `\nThe scan exited ${scan.status ?? scan.signal}; 1 was expected (the sample holds old vulnerable versions).`,
  );
  process.exitCode = 1;
}
