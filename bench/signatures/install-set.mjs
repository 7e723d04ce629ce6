// Sets of popular packages, installed once; their scripts never run.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';
import { benchFolder } from '../build-inputs.mjs';

const INSTALL = [
  'install',
  '--legacy-peer-deps',
  '--force',
  '--omit=dev',
  '--no-package-lock',
  '--maxsockets=6',
];
/** @returns {string} the folder of an installed set; an installation that npm did not finish is made again. */
export function install(name, dependencies) {
  const folder = join(benchFolder, 'npm', name);
  if (existsSync(join(folder, 'node_modules'))) return folder;
  const part = `${folder}.part`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), JSON.stringify({ name, version: '1.0.0', dependencies }));
  runNpm(INSTALL, { cwd: part, quiet: true });
  renameSync(part, folder);
  return folder;
}
