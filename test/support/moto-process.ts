import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PROJECT } from './project-files.js';

const PROGRAM = join(PROJECT, 'build/python/bin/moto_server');

/** Why tests with an AWS of our own cannot run here; null when they can. */
export const NO_MOTO = existsSync(PROGRAM) ? null : `there is no ${PROGRAM}: .ci/run installs it`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`${url}moto-api/data.json`, { method: 'HEAD' }).catch(() => null);
    if (ready) return;
    await wait(100);
  }
  throw new Error('moto did not start within 30 s');
}

export interface MotoProcess {
  readonly url: string;
  stop(): void;
}

/** Starts moto, which answers as AWS does, on 127.0.0.1. https://docs.getmoto.org/en/latest/docs/server_mode.html */
export async function startMoto(): Promise<MotoProcess> {
  const port = await freePort();
  const child = spawn(PROGRAM, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_LAMBDA_STUB_ECR: 'false' },
  });
  const url = `http://127.0.0.1:${port}/`;
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  await untilReady(url);
  return { url, stop };
}
