import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openPythonIndex } from '../../src/published/python-index.js';
import { startIndexServer, type IndexServer } from '../support/index-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TAGS = ['py3-none-any'];
const FILE = 'foo-1.0-py3-none-any.whl';

function open(server: IndexServer, fields: Partial<Parameters<typeof openPythonIndex>[0]> = {}) {
  const pipConfig = server.pipConfig();
  return openPythonIndex({
    cacheDir: temporaryFolder(),
    offline: false,
    concurrency: 2,
    pipConfig,
    maxMillis: 60_000,
    ...fields,
  });
}

it('finds a wheel by the normalised name', async () => {
  const server = await startIndexServer();
  server.files.set(FILE, Buffer.from('wheel'));
  expect(await open(server).find('Foo', '1.0.0', TAGS)).toEqual({
    state: 'found',
    name: FILE,
    wheel: Buffer.from('wheel'),
  });
});

it('asks the next index where the first has no such release', async () => {
  const [first, second] = [await startIndexServer(), await startIndexServer()];
  second.files.set(FILE, Buffer.from('wheel'));
  const indexes = [first, second].flatMap((each) => each.pipConfig().indexes);
  const index = open(first, { pipConfig: { indexes, certificates: [], trustedHosts: [] } });
  expect(await index.find('foo', '1.0', TAGS)).toMatchObject({ state: 'found' });
  expect(await index.find('bar', '1.0', TAGS)).toEqual({ state: 'unknown', what: 'name' });
  expect(await index.find('foo', '2.0', TAGS)).toEqual({ state: 'unknown', what: 'version' });
});

it('asks again where the cache lacks a release, and keeps nothing without a folder', async () => {
  const server = await startIndexServer();
  const cacheDir = temporaryFolder();
  server.files.set(FILE, Buffer.from('wheel'));
  await open(server, { cacheDir }).find('foo', '1.0', TAGS);
  server.files.set(FILE.replace('1.0', '2.0'), Buffer.from('more'));
  expect(await open(server, { cacheDir }).find('foo', '2.0', TAGS)).toMatchObject({ state: 'found' });
  await open(server, { cacheDir: null }).find('foo', '1.0', TAGS);
  expect(await open(server, { cacheDir: null, offline: true }).find('foo', '1.0', TAGS)).toMatchObject({
    state: 'unavailable',
  });
});

it('a wheel of the cache that was changed is fetched again', async () => {
  const server = await startIndexServer();
  server.files.set(FILE, Buffer.from('wheel'));
  const cacheDir = temporaryFolder();
  await open(server, { cacheDir }).find('foo', '1.0', TAGS);
  const hash = createHash('sha256').update('wheel').digest('hex');
  writeFileSync(`${cacheDir}/wheels/${hash}.whl`, 'evil');
  expect(await open(server, { cacheDir }).find('foo', '1.0', TAGS)).toMatchObject({
    wheel: Buffer.from('wheel'),
  });
});

it('follows redirects, and ends where they lead nowhere', async () => {
  const server = await startIndexServer();
  server.files.set(FILE, Buffer.from('wheel'));
  const http = createServer(({ url = '' }, response) => {
    const target = url.startsWith('/loop/') ? url : `${server.url}${url}`;
    response.writeHead(302, { location: target }).end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  const port = (http.address() as AddressInfo).port;
  const at = (path: string) => ({
    indexes: [{ url: `http://127.0.0.1:${port}/${path}/`, authorization: 'Basic x' }],
    certificates: [],
    trustedHosts: [],
  });
  expect(await open(server, { pipConfig: at('simple') }).find('foo', '1.0', TAGS)).toMatchObject({
    state: 'found',
  });
  expect([...server.authorizations.values()]).toEqual([undefined, undefined]);
  expect(await open(server, { pipConfig: at('loop') }).find('foo', '1.0', TAGS)).toMatchObject({
    state: 'unavailable',
  });
});

it('says of a page that is no page that it cannot be read, and fetches a broken entry of the cache again', async () => {
  const server = await startIndexServer();
  server.files.set(FILE, Buffer.from('wheel'));
  const cacheDir = temporaryFolder();
  server.mishaps.set('/simple/foo/', [0]);
  expect(await open(server, { cacheDir }).find('foo', '1.0', TAGS)).toMatchObject({
    reason: expect.stringContaining('cannot be read') as string,
  });
  await open(server, { cacheDir }).find('foo', '1.0', TAGS);
  const page = readdirSync(`${cacheDir}/wheels`).find((name) => name.startsWith('page-'));
  writeFileSync(`${cacheDir}/wheels/${page}`, 'broken');
  expect(await open(server, { cacheDir }).find('foo', '1.0', TAGS)).toMatchObject({ state: 'found' });
});

it('an index that is out of reach is not asked for ever', async () => {
  const server = await startIndexServer();
  const pipConfig = {
    indexes: [{ url: 'http://127.0.0.1:9/simple/', authorization: null }],
    certificates: [],
    trustedHosts: [],
  };
  const index = open(server, { pipConfig });
  for (let turn = 0; turn < 7; turn += 1)
    expect(await index.find(`foo${turn}`, '1.0', TAGS)).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('out of reach') as string,
    });
});
