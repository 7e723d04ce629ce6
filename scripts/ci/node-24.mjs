import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, workFolder } from './steps.mjs';

/**
 * Installs Node 24 from npm, where it is a package for each platform.
 * @returns {{ node: string, env: { PATH: string } }} the program, and an environment in which npm and its children are run by it.
 */
export function installNode24() {
  const folder = join(workFolder, 'node-24');
  const name = `node-linux-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--ignore-scripts', '--no-save', `${name}@24`], { cwd: folder, quiet: true });
  const bin = join(folder, 'node_modules', name, 'bin');
  const node = join(bin, 'node');
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}` };
  const version = run('node', ['--version'], { env, quiet: true }).trim();
  if (!version.startsWith('v24.')) throw new Error(`Node 24 was installed, but ${version} runs.`);
  console.log(version);
  return { node, env };
}
