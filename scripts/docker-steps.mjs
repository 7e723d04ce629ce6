// Runs the COPY and RUN steps of the Dockerfile in a folder that stands for the image's root, without Docker: a test runs the steps so, and a
// release makes its SBOM of the result. Usage: node scripts/docker-steps.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { projectFolder } from './set-up.mjs';

const NO_EFFECT = new Set(['FROM', 'USER', 'ENTRYPOINT', 'CMD']);

/** Absolute paths of the image in a command become paths below the root. */
function below(root, command) {
  return command.replaceAll(/(?<=^|\s)\/(?=[a-z])/g, `${root}/`);
}

function copy(words, folder) {
  const target = words.at(-1) ?? '.';
  const sources = words.slice(0, -1);
  for (const source of sources) {
    const into = target.endsWith('/') ? join(folder, target, basename(source)) : join(folder, target);
    cpSync(join(projectFolder, source), into, { recursive: true });
  }
}

function makeFolder(folder) {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Instruction → what it does in a folder; its result is the folder of the next one. */
function instructionsBelow(root) {
  return {
    WORKDIR: ([path = '']) => makeFolder(join(root, path)),
    COPY: (words, folder) => copy(words, folder),
    RUN: (words, folder) =>
      void execFileSync('sh', ['-euc', below(root, words.join(' '))], { cwd: folder, stdio: 'inherit' }),
  };
}

function runSteps(root) {
  const instructions = instructionsBelow(root);
  const lines = readFileSync(join(projectFolder, 'Dockerfile'), 'utf8').split('\n');
  let folder = root;
  for (const [name = '', ...words] of lines.map((line) => line.trim().split(/\s+/))) {
    if (name === '' || name.startsWith('#') || NO_EFFECT.has(name)) continue;
    const run = instructions[name];
    if (!run)
      throw new Error(`Dockerfile: ${name} has no meaning here. Teach it to scripts/docker-steps.mjs.`);
    folder = run(words, folder) ?? folder;
  }
}

const [target] = process.argv.slice(2);
if (target === undefined) {
  console.error('Name the folder: node scripts/docker-steps.mjs FOLDER');
  process.exit(2);
}
const root = resolve(target);
makeFolder(join(root, 'usr/local/bin'));
runSteps(root);
