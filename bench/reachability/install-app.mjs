// Installs an application of the truth test, and records what its handler loads.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';

const appsFolder = join(import.meta.dirname, '../../build/bench/reachability');
/** Later releases of dependencies are not installed. */
const BEFORE = '2026-11-01';
const MAX_MILLIS = 60_000;

/**
 * @param {import('./apps.mjs').App} app
 * @returns {string} its folder
 */
export function installApp(app) {
  const folder = join(appsFolder, app.name);
  const manifest = {
    name: app.name,
    version: '1.0.0',
    private: true,
    ...JSON.parse(app.files['package.json'] ?? '{}'),
    dependencies: app.dependencies,
  };
  for (const [path, text] of Object.entries({ ...app.files, 'package.json': JSON.stringify(manifest) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', `--before=${BEFORE}`];
  if (!existsSync(join(folder, 'node_modules'))) runNpm(['install', ...flags], { cwd: folder });
  return folder;
}

/**
 * Starts the handler in a child process and calls it once.
 * @param {import('./apps.mjs').App} app
 * @param {string} folder
 * @returns {string[]} paths below the folder, sorted
 */
export function tracedFiles(app, folder) {
  const trace = join(appsFolder, `${app.name}.trace`);
  rmSync(trace, { force: true });
  const isModule = app.files['package.json']?.includes('"module"') ?? false;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(import.meta.dirname, 'preload.cjs'),
      join(import.meta.dirname, 'call-handler.mjs'),
      folder,
      app.handler,
    ],
    {
      encoding: 'utf8',
      timeout: MAX_MILLIS,
      env: {
        PATH: process.env.PATH,
        TRACE_FILE: trace,
        AWS_REGION: 'eu-west-1',
        IS_MODULE: isModule ? '1' : '0',
        ...app.environment,
      },
    },
  );
  if (status !== 0) throw new Error(`${app.name} did not run: ${stderr}`);
  const lines = new Set(readFileSync(trace, 'utf8').split('\n'));
  return [...lines]
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1));
}
