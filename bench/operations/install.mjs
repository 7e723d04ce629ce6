// Installs what the programs import, once a generation of the SDK, from exact versions; without install scripts.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';
import { installTools } from '../bundles/install-tools.mjs';
import { generationFolder } from './folders.mjs';

/** Later releases of the dependencies' dependencies are not installed. */
const BEFORE = '2026-11-25';
const FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', `--before=${BEFORE}`];

/** Generation → package → version. The packages of one generation were published within weeks of each other. */
export const GENERATIONS = JSON.parse(readFileSync(join(import.meta.dirname, 'generations.json'), 'utf8'));

/** @param {Iterable<string>} generations */
export function install(generations) {
  installTools();
  for (const generation of generations) installGeneration(generation);
}

function installGeneration(generation) {
  const folder = generationFolder(generation);
  const manifest = { name: generation, private: true, dependencies: GENERATIONS[generation] };
  const wanted = JSON.stringify(manifest);
  const file = join(folder, 'package.json');
  const done = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(done) && existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, wanted);
  runNpm(['install', '--maxsockets=4', ...FLAGS], { cwd: folder, quiet: true });
}
