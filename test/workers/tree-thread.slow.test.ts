import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { resolveNpmTreeInThread } from '../../src/workers/index.js';
import { startRegistryServer } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function workFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('stowaway-tree-'));
}

test("a set of peers for which npm's resolver has no end costs its thread alone, and leaves no folder", async () => {
  const registry = await startRegistryServer();
  const release = (name: string, version: string, fields: object = {}): void =>
    registry.publish({ 'package.json': JSON.stringify({ name, version }) }, { listed: { ...fields } });
  for (const version of ['1.0.0', '2.0.0']) release('host', version);
  release('plugin', '1.0.0', { peerDependencies: { host: '^1.0.0' } });
  release('other', '1.0.0', { peerDependencies: { host: '^2.0.0' } });
  release('middle', '1.0.0', { peerDependencies: { plugin: '1.0.0', other: '1.0.0' } });
  release('outer', '1.0.0', { dependencies: { middle: '1.0.0' } });
  const before = workFolders();
  const resolve = (name: string) =>
    resolveNpmTreeInThread({
      project: {
        folderName: 'pay',
        texts: new Map([['package.json', `{"dependencies":{"${name}":"1.0.0"}}`]]),
        update: [],
      },
      npmConfig: { registry: registry.url },
      cacheDir: temporaryFolder(),
      maxMillis: 8000,
    });
  expect(await resolve('outer')).toMatchObject({
    state: 'unresolved',
    reason: "npm's resolver did not end in 8 s",
  });
  expect(await resolve('host')).toMatchObject({ state: 'resolved', brokenPeers: [] });
  expect(workFolders().filter((name) => !before.includes(name))).toEqual([]);
});
