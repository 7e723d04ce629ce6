import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './run-npm.mjs';

export const projectFolder = join(import.meta.dirname, '..');

/** Makes a fresh clone ready: right Node, dependencies as the lockfile pins them (scripts off), `dist` built. */
export function setUp() {
  requireNode();
  if (!dependenciesAreCurrent()) {
    console.error('Installing dependencies (npm ci --ignore-scripts) …');
    runNpm(['ci', '--ignore-scripts'], { cwd: projectFolder });
  }
  try {
    runNpm(['run', '--silent', 'build'], { cwd: projectFolder });
  } catch {
    console.error('The build failed: see above.');
    process.exit(1);
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!supported) {
    console.error(`stowaway needs Node ^20.19 or >=22.12; this is ${process.versions.node}.`);
    process.exit(2);
  }
}

/** Whether npm's record of its installation (node_modules/.package-lock.json) has every package of the lockfile. */
function dependenciesAreCurrent() {
  const recordFile = join(projectFolder, 'node_modules/.package-lock.json');
  if (!existsSync(recordFile)) return false;
  const { packages: wanted } = readJson(join(projectFolder, 'package-lock.json'));
  const { packages: installed } = readJson(recordFile);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
