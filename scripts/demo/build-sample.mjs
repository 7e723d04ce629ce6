// Builds the sample application (an HR intake) as the Serverless Framework would leave it: zips and two descriptions.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderEntries } from '../folder-entries.mjs';
import { runNpm } from '../run-npm.mjs';
import { writeZip } from '../write-zip.mjs';
import { compiledTemplate, serverlessState } from './describe-service.mjs';
import { functions, layerName } from './service.mjs';

const appFolder = join(import.meta.dirname, 'app');
const demoFolder = join(import.meta.dirname, '../../build/demo');
const installFolder = join(demoFolder, 'install');
export const sampleFolder = join(demoFolder, '.serverless');

/** The same pinned packages give the same bytes. The descriptions are written last: they mark a finished build. */
export async function buildSample() {
  rmSync(demoFolder, { recursive: true, force: true });
  mkdirSync(sampleFolder, { recursive: true });
  for (const { name, bundled } of functions) {
    const folder = install(name);
    writeZip(zipOf(name), bundled ? await bundle(folder) : folderEntries(folder, { keep: isDeployed }));
  }
  const layer = join(install('shared-deps'), 'node_modules');
  writeZip(zipOf(layerName), folderEntries(layer, { prefix: 'nodejs/node_modules/', keep: isDeployed }));
  describe('cloudformation-template-update-stack.json', compiledTemplate());
  describe('serverless-state.json', serverlessState());
}

function install(name) {
  const folder = join(installFolder, name);
  cpSync(join(appFolder, name), folder, { recursive: true });
  if (existsSync(join(folder, 'package-lock.json')))
    runNpm(['ci', '--omit=dev'], { cwd: folder, quiet: true });
  return folder;
}

function isDeployed(path) {
  return !/(^|\/)(package-lock\.json|\.package-lock\.json|\.bin)$/.test(path);
}

async function bundle(folder) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'index.js')],
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    outfile: 'index.js',
    write: false,
  });
  return outputFiles.map(({ contents }) => ({ path: 'index.js', bytes: contents }));
}

function zipOf(name) {
  return join(sampleFolder, `${name}.zip`);
}

function describe(fileName, description) {
  writeFileSync(join(sampleFolder, fileName), `${JSON.stringify(description, null, 2)}\n`);
}
