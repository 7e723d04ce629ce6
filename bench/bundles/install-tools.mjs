// The bundlers, installed once into the corpus as tools/package-lock.json pins them; without scripts, no dependency of ours.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';
import { toolsFolder } from './folders.mjs';

const MANIFESTS = ['package.json', 'package-lock.json'];

export function installTools() {
  const wanted = (name) => readFileSync(join(import.meta.dirname, 'tools', name), 'utf8');
  const isCurrent = MANIFESTS.every((name) => {
    const file = join(toolsFolder, name);
    return existsSync(file) && readFileSync(file, 'utf8') === wanted(name);
  });
  if (isCurrent && existsSync(join(toolsFolder, 'node_modules/.package-lock.json'))) return;
  mkdirSync(toolsFolder, { recursive: true });
  for (const name of MANIFESTS) cpSync(join(import.meta.dirname, 'tools', name), join(toolsFolder, name));
  runNpm(['ci', '--maxsockets=4'], { cwd: toolsFolder, quiet: true });
}
