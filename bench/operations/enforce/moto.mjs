// moto, as a server of its own on the loopback interface. https://docs.getmoto.org/en/latest/docs/server_mode.html
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from '../../../scripts/set-up.mjs';

const pythonFolder = join(projectFolder, 'build/python');
const START_MILLIS = 60_000;

/** Folder of botocore's models: moto brings it. */
export function modelsFolder() {
  const library = join(pythonFolder, 'lib');
  const python = readdirSync(library).find((name) => /^python3\.\d+$/.test(name));
  return join(library, python, 'site-packages/botocore/data');
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @returns {Promise<{ port: number, reset: () => Promise<void>, stop: () => void }>} */
export async function startMoto() {
  const python = join(pythonFolder, 'bin/python');
  if (!existsSync(python)) throw new Error(`${python} is missing: install moto there, as the slow tests do`);
  const port = await freePort();
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  const reset = async () => {
    await fetch(`http://127.0.0.1:${port}/moto-api/reset`, { method: 'POST' });
  };
  const deadline = Date.now() + START_MILLIS;
  for (;;) {
    try {
      await reset();
      return { port, reset, stop: () => child.kill() };
    } catch (error) {
      if (Date.now() > deadline) {
        child.kill();
        throw new Error('moto did not start', { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
