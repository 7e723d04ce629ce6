import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openAdvisories } from '../../src/advisories/index.js';
import { NOW } from '../support/advisory-database.js';
import { startMirror, type Mirror, type Records } from '../support/osv-mirror.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

function startUpdate({ dir, server }: Mirror): ChildProcess {
  const argv = [
    'db',
    'update',
    '--db',
    dir,
    '--db-url',
    server.url,
    '--ecosystem',
    'npm',
    '--no-kev',
    '--no-epss',
  ];
  return spawn(process.execPath, [MAIN, ...argv], { stdio: 'ignore' });
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return ((await once(child, 'exit')) as [number | null])[0];
}

function many(version: string): Records {
  return Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`GHSA-${at}`, version]));
}

/** Versions that the records of the database say, each once. */
function versionsIn(dir: string): readonly string[] {
  const store = openAdvisories({ dir, starterDir: temporaryFolder(), now: NOW });
  const found = store.lookup('npm', 'left');
  store.close();
  expect([0, 400]).toContain(found.length);
  return [...new Set(found.flatMap(({ affected }) => affected.versions))];
}

test('five updates at once all end well, one downloads, and a reader sees the old state or the new one', async () => {
  const mirror = await startMirror();
  mirror.publish(many('1.0.0'));
  await mirror.update();
  mirror.publish(many('1.0.1'));
  mirror.server.requests.length = 0;
  const seen = new Set<string>();
  const reading = setInterval(() => seen.add(versionsIn(mirror.dir).join()), 5);
  const exits = await Promise.all(Array.from({ length: 5 }, () => exitOf(startUpdate(mirror))));
  clearInterval(reading);
  expect(exits).toEqual([0, 0, 0, 0, 0]);
  expect(mirror.server.requests.filter((request) => request.includes('all.zip'))).toHaveLength(1);
  expect([...seen, ...versionsIn(mirror.dir)]).toEqual(expect.arrayContaining(['1.0.0', '1.0.1']));
  expect([...seen].every((versions) => ['1.0.0', '1.0.1'].includes(versions))).toBe(true);
  expect(readdirSync(mirror.dir).sort()).toEqual([
    'npm.advisories',
    'npm.advisories.state.json',
    'npm.descriptions',
  ]);
});

test('the lock of a killed update is taken over at once', async () => {
  const mirror = await startMirror();
  mirror.publish(many('1.0.0'));
  mirror.server.misbehave.set('/npm/all.zip', [{ trickles: true }]);
  const child = startUpdate(mirror);
  await vi.waitFor(() => expect(mirror.server.requests).toContain('GET /npm/all.zip'), { timeout: 20_000 });
  child.kill('SIGKILL');
  await exitOf(child);
  expect(readdirSync(mirror.dir).some((name) => name.startsWith('lock-'))).toBe(true);
  expect(await exitOf(startUpdate(mirror))).toBe(0);
  expect(versionsIn(mirror.dir)).toEqual(['1.0.0']);
});
