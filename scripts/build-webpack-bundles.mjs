// Bundles the re-created campaigns that ran when a package was loaded, as webpack's production mode does, into
// fixtures/detectors/signature/webpack, so that tests need no webpack. Run it after changing run-time-code.ts.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { runNpm } from './run-npm.mjs';

const WEBPACK = '5.112.2';
const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, 'build/webpack');
const output = join(root, 'fixtures/detectors/signature/webpack');

/** @returns {Promise<Function>} webpack, installed where the project does not depend on it */
async function loadWebpack() {
  mkdirSync(work, { recursive: true });
  if (!existsSync(join(work, 'node_modules/webpack'))) {
    writeFileSync(join(work, 'package.json'), JSON.stringify({ dependencies: { webpack: WEBPACK } }));
    runNpm(['install'], { cwd: work });
  }
  return createRequire(join(work, 'package.json'))('webpack');
}

/** @returns {Promise<{ campaign: string, main: string, files: Record<string, string> }[]>} */
async function recreations() {
  const outfile = join(work, 'run-time-code.mjs');
  const entryPoints = [join(root, 'test/support/campaigns/bundled-code.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return (await import(outfile)).BUNDLED_CODE;
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const webpack = await loadWebpack();
rmSync(output, { recursive: true, force: true });
for (const { campaign, main, files } of await recreations()) {
  const folder = join(work, campaign);
  rmSync(folder, { recursive: true, force: true });
  const entry = `exports.handler = async () => [require('./evil/${main}'), require('picocolors')];\n`;
  const evil = Object.fromEntries(Object.entries(files).map(([path, text]) => [`evil/${path}`, text]));
  write(folder, { 'entry.js': entry, ...evil });
  const stats = await promisify(webpack)({
    mode: 'production',
    target: 'node',
    entry: join(folder, 'entry.js'),
    output: { path: output, filename: `${campaign}.js`, library: { type: 'commonjs2' } },
    resolve: { modules: [join(root, 'node_modules')] },
    // webpack replaces an unresolved module by a call that throws; its warnings are not needed here.
    ignoreWarnings: [() => true],
  });
  if (stats.hasErrors()) console.error(`${campaign}: ${stats.toString({ all: false, errors: true })}`);
}
