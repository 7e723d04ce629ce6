import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../scripts/set-up.mjs';

const python = join(projectFolder, 'build/python/bin/python');
const workFolder = join(projectFolder, 'build/bench/python-handlers');

/** Installs a handler's packages by pip, from its cache where they are there. @returns the folder. */
export function installHandler({ name, requirements, files }) {
  const folder = join(workFolder, name);
  const done = join(workFolder, `${name}.json`);
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const options = ['--quiet', '--disable-pip-version-check', '--no-compile', '--prefer-binary'];
    execFileSync(python, ['-m', 'pip', 'install', ...options, '--target', folder, ...requirements], {
      stdio: 'inherit',
    });
    writeFileSync(done, JSON.stringify(requirements));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Files that are loaded after one call of the handler, those at its start apart. Runs only our own handlers. */
export function loadedBy({ handler, event = {} }, folder) {
  const script = join(import.meta.dirname, 'loaded.py');
  const output = execFileSync(python, ['-I', '-S', '-B', script, folder, handler, JSON.stringify(event)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trimEnd().split('\n').at(-1));
}
