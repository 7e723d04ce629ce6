// Installs an application of the truth test, and records what its handler loads.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';

export const appsFolder = join(import.meta.dirname, '../../build/bench/reachability');
/** Later releases of dependencies are not installed. */
const BEFORE = '2026-11-01';
const MAX_MILLIS = 60_000;

/** As AWS Lambda starts Node. No hook sees what modules import that `require` loads. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const AS_LAMBDA = '--no-experimental-require-module';

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
  const flags = ['--require', join(import.meta.dirname, 'preload.cjs')];
  callHandler(app, folder, { flags, variables: { TRACE_FILE: trace, IS_MODULE: isModule ? '1' : '0' } });
  const lines = new Set(readFileSync(trace, 'utf8').split('\n'));
  return [...lines]
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1));
}

/**
 * @param {import('./apps.mjs').App} app
 * @param {string} folder
 * @param {{ flags?: string[], variables: Record<string, string> }} options of the process
 */
export function callHandler(app, folder, { flags = [], variables }) {
  const script = join(import.meta.dirname, 'call-handler.mjs');
  const { status, stderr } = spawnSync(process.execPath, [AS_LAMBDA, ...flags, script, folder, app.handler], {
    encoding: 'utf8',
    timeout: MAX_MILLIS,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'eu-west-1',
      EVENT: JSON.stringify(app.event ?? {}),
      ...variables,
      ...app.environment,
    },
  });
  if (status !== 0) throw new Error(`${app.name} did not run: ${stderr}`);
}
