import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openRegistry, type RegistryOptions } from '../../src/published/index.js';
import { startRegistryServer, type RegistryServer } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const LEFT = { 'package.json': '{"name":"left","version":"1.0.0"}', 'index.js': 'module.exports = 1;\n' };

function settingsFor(server: RegistryServer, fields: Partial<RegistryOptions> = {}): RegistryOptions {
  return {
    cacheDir: temporaryFolder(),
    offline: false,
    concurrency: 4,
    npmConfig: { registry: server.url },
    maxMillis: 60_000,
    ...fields,
  };
}

it('gives a version and its listed facts', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const found = await (await openRegistry(settingsFor(server))).find('left', '1.0.0');
  expect(found).toMatchObject({
    state: 'found',
    listed: { name: 'left', hasInstallScript: false, signature: 'none' },
  });
});

it('requests nothing that is in the cache, and needs no network for it', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const settings = settingsFor(server);
  await (await openRegistry(settings)).find('left', '1.0.0');
  const asked = server.requests.length;
  const states = [];
  for (const offline of [false, true]) {
    states.push((await (await openRegistry({ ...settings, offline })).find('left', '1.0.0')).state);
  }
  expect(states).toEqual(['found', 'found']);
  expect(server.requests).toHaveLength(asked);
});

it('requests again when the cached copy is too old to know the version', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const registry = await openRegistry(settingsFor(server));
  await registry.find('left', '1.0.0');
  server.publish({ ...LEFT, 'package.json': '{"name":"left","version":"1.0.1"}' });
  expect((await registry.find('left', '1.0.1')).state).toBe('found');
});

it.each([
  ['no such name', 'right@1.0.0', { state: 'unknown', what: 'name' }],
  ['no such version', 'left@2.0.0', { state: 'unknown', what: 'version' }],
  ['a name that is a path', 'file:..@1.0.0', { state: 'unavailable' }],
  ['a version that is a range', 'left@^1.0.0', { state: 'unavailable' }],
])('%s', async (_case, spec, answer) => {
  const [name = '', version = ''] = spec.split('@');
  const server = await startRegistryServer();
  server.publish(LEFT);
  expect(await (await openRegistry(settingsFor(server))).find(name, version)).toMatchObject(answer);
});

it('a package that is not in the cache is reported when offline', async () => {
  const server = await startRegistryServer();
  const registry = await openRegistry(settingsFor(server, { offline: true }));
  expect(await registry.find('left', '1.0.0')).toMatchObject({
    reason: expect.stringContaining('--offline') as string,
  });
  expect(server.requests).toEqual([]);
});

it('a tarball without the listed integrity is not taken', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  server.mishaps.set(
    '/left/-/left-1.0.0.tgz',
    Array.from({ length: 9 }, () => ({ corrupt: true })),
  );
  const answer = await (await openRegistry(settingsFor(server))).find('left', '1.0.0');
  expect(answer).toMatchObject({
    state: 'unavailable',
    reason: expect.stringContaining('integrity') as string,
  });
});

it('a passing failure is tried again', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  server.mishaps.set('/left', [{ status: 500 }, { slowMillis: 100 }]);
  expect((await (await openRegistry(settingsFor(server))).find('left', '1.0.0')).state).toBe('found');
});

it('a registry that fails again and again is left alone', async () => {
  const server = await startRegistryServer();
  const names = Array.from({ length: 9 }, (_, at) => `left-${at}`);
  for (const name of names) {
    server.publish({ ...LEFT, 'package.json': JSON.stringify({ name, version: '1.0.0' }) });
    server.mishaps.set(
      `/${name}`,
      Array.from({ length: 9 }, () => ({ status: 400 })),
    );
  }
  const registry = await openRegistry(settingsFor(server, { concurrency: 1 }));
  const reasons = await Promise.all(names.map((name) => registry.find(name, '1.0.0')));
  expect(reasons.at(-1)).toMatchObject({
    reason: expect.stringContaining('the registry is out of reach') as string,
  });
  expect(server.requests).toHaveLength(5);
});

it('sends no new requests when the time is over', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const registry = await openRegistry(settingsFor(server, { maxMillis: -1 }));
  expect(await registry.find('left', '1.0.0')).toMatchObject({
    reason: expect.stringContaining('time') as string,
  });
  expect(server.requests).toEqual([]);
});

it.each([
  ['well', 'valid'],
  ['wrong', 'invalid'],
] as const)('a version signed %s has a signature that is %s', async (signed, signature) => {
  const server = await startRegistryServer();
  server.publish(LEFT, { signed });
  const answer = await (await openRegistry(settingsFor(server))).find('left', '1.0.0');
  expect(answer).toMatchObject({ listed: { signature } });
});

it('shows no address and no credential when it is refused', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  server.mishaps.set('/left', [{ status: 401 }]);
  const host = new URL(server.url).host;
  const npmConfig = { registry: server.url, [`//${host}/:_authToken`]: 'very-secret' };
  const answer = await (await openRegistry(settingsFor(server, { npmConfig }))).find('left', '1.0.0');
  expect([...server.authorizations]).toEqual(['Bearer very-secret']);
  expect(JSON.stringify(answer)).not.toMatch(/very-secret|127\.0\.0\.1/);
  expect(answer).toMatchObject({ reason: expect.stringContaining('credentials') as string });
});

it('a temporary cache is gone when it is closed', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const ours = () => readdirSync('/tmp').filter((name) => name.startsWith('stowaway-registry-'));
  const before = ours();
  const registry = await openRegistry(settingsFor(server, { cacheDir: null }));
  await registry.find('left', '1.0.0');
  const folder = ours().find((name) => !before.includes(name));
  expect(folder).toBeDefined();
  await registry.close();
  expect(ours()).not.toContain(folder);
});

it.each([
  ['an unscoped name that no lockfile names', { name: 'left', config: {}, paths: [] }, false],
  ['one that a lockfile names', { name: 'left', config: {}, paths: ['left/-/left-1.0.0.tgz'] }, true],
  ['one in another version', { name: 'left', config: {}, paths: ['left/-/left-1.0.1.tgz'] }, false],
  [
    'a scope with a registry',
    { name: '@acme/left', config: { '@acme:registry': 'http://127.0.0.1:9/' }, paths: [] },
    true,
  ],
  ['a scope without one', { name: '@acme/left', config: {}, paths: [] }, false],
  ['no name at all', { name: 'file:..', config: {}, paths: ['file:../-/..-1.0.0.tgz'] }, false],
])('known to the registry: %s', async (_case, { name, config, paths }, known) => {
  const npmConfig = { registry: 'http://127.0.0.1:1/', ...config };
  const settings = { cacheDir: temporaryFolder(), offline: true, concurrency: 1, maxMillis: 1, npmConfig };
  const addresses = new Set(paths.map((path) => `http://127.0.0.1:1/${path}`));
  expect((await openRegistry(settings)).isKnownThere(name, '1.0.0', addresses)).toBe(known);
});

it('lists versions with their requirements, and gives their tarballs from the cache', async () => {
  const server = await startRegistryServer();
  const manifest = {
    name: 'left',
    version: '1.0.0',
    dependencies: { a: '^1.0.0' },
    peerDependencies: { b: '2' },
  };
  server.publish({ ...LEFT, 'package.json': JSON.stringify(manifest) });
  const settings = settingsFor(server);
  const online = await openRegistry(settings);
  const answer = await online.releases('left');
  const release = answer.state === 'found' ? answer.releases[0] : undefined;
  expect(release?.version).toBe('1.0.0');
  expect([...(release?.dependencies ?? [])]).toEqual([['a', '^1.0.0']]);
  if (!release) return;
  await online.tarball('left', release);
  const offline = await openRegistry({ ...settings, offline: true });
  expect((await offline.tarball('left', release)).state).toBe('found');
});

it('a listed version without an integrity is not fetched', async () => {
  const server = await startRegistryServer();
  server.publish(LEFT);
  const release = {
    version: '1.0.0',
    address: `${server.url}x`,
    integrity: null,
    dependencies: new Map(),
    required: new Map(),
    optional: new Set<string>(),
    hasCommands: false,
  };
  const answer = await (await openRegistry(settingsFor(server))).tarball('left', release);
  expect(answer).toMatchObject({ state: 'unavailable' });
  expect(server.requests).toEqual([]);
});
