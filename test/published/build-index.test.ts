import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { openIndex } from '../../src/recognition/index.js';
import { buildIndex, openFactsStore, readTarball } from '../../src/published/index.js';
import { openRegistry } from '../../src/published/index.js';
import { startRegistryServer, type RegistryServer } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SOURCE = `
exports.leftPad = function leftPad(text, width, fill) {
  if (typeof text !== 'string') throw new TypeError('a text was expected');
  let padded = text;
  for (let at = text.length; at < width; at += 1) padded = (fill || ' ') + padded;
  return padded.length > width ? padded.slice(0, width) : padded.toLowerCase() || fill + 'nothing';
};`;

function publish(server: RegistryServer, version: string, fields: object = {}) {
  const manifest = { name: 'left', version, ...fields };
  server.publish({
    'package.json': JSON.stringify(manifest),
    'index.js': `${SOURCE}\nexports.v = '${version}';`,
  });
}

async function buildFrom(
  server: RegistryServer,
  wanted: Readonly<Record<string, string[]>>,
  { folder = temporaryFolder(), maxShapes = Infinity } = {},
) {
  const registry = await openRegistry({
    cacheDir: `${folder}/registry`,
    offline: false,
    concurrency: 2,
    npmConfig: { registry: server.url },
    maxMillis: 60_000,
  });
  let read = 0;
  const countingReader: typeof readTarball = (job) => {
    read += 1;
    return readTarball(job);
  };
  const built = await buildIndex(
    new Map(Object.entries(wanted)),
    { registry, store: openFactsStore(folder), readTarball: countingReader, limits: DEFAULT_LIMITS },
    { version: 'test', maxShapes: () => maxShapes },
  );
  return { ...built, read };
}

it('holds the wanted versions, and knows the others that were published', async () => {
  const server = await startRegistryServer();
  for (const version of ['1.0.0', '1.1.0', '2.0.0'])
    publish(server, version, { dependencies: { a: `^${version}` } });
  const built = await buildFrom(server, { left: ['2.0.0', '1.0.0'] });
  const [left] = openIndex(built.bytes).packages;
  expect(left).toMatchObject({
    name: 'left',
    versions: ['1.0.0', '2.0.0'],
    published: ['1.0.0', '1.1.0', '2.0.0'],
  });
  expect(left?.dependencies.map(({ range }) => range)).toEqual(['^1.0.0', '^1.1.0', '^2.0.0']);
  expect(built).toMatchObject({ packages: 1, versions: 2, missing: [] });
});

it('lists published releases where no version is wanted, and reads none of them', async () => {
  const server = await startRegistryServer();
  publish(server, '1.0.0', { dependencies: { a: '^1.0.0', b: '1' }, optionalDependencies: { b: '1' } });
  publish(server, '1.1.0', { dependencies: { a: '^2.0.0' }, bin: 'cli.js' });
  const built = await buildFrom(server, { left: [], right: [] });
  const index = openIndex(built.bytes);
  expect([index.packages, index.listed('right')]).toEqual([[], null]);
  expect(index.listed('left')).toEqual({
    published: ['1.0.0', '1.1.0'],
    dependencies: [{ name: 'a', range: '^1.0.0', isOptional: false, runs: [0, 1] }],
  });
  expect(built).toMatchObject({ read: 0, packages: 0, versions: 0 });
  expect(built.missing).toMatchObject([{ name: 'right', version: null }]);
});

it('reads no tarball twice', async () => {
  const server = await startRegistryServer();
  publish(server, '1.0.0');
  const folder = temporaryFolder();
  const first = await buildFrom(server, { left: ['1.0.0'] }, { folder });
  const second = await buildFrom(server, { left: ['1.0.0'] }, { folder });
  expect([first.read, second.read]).toEqual([1, 0]);
  expect(second.bytes).toEqual(first.bytes);
});

it('lists what is not in it', async () => {
  const server = await startRegistryServer();
  publish(server, '1.0.0');
  server.publish({ 'package.json': '{"name":"none","version":"1.0.0"}' });
  const built = await buildFrom(server, { left: ['1.0.0', '9.0.0'], right: ['1.0.0'] });
  expect(built.versions).toBe(1);
  expect(built.missing).toEqual([
    { name: 'left', version: '9.0.0', why: { state: 'unknown', what: 'version' } },
    { name: 'right', version: null, why: { state: 'unknown', what: 'name' } },
  ]);
});

it('keeps about so many shapes of code as it may', async () => {
  const server = await startRegistryServer();
  publish(server, '1.0.0');
  const counts = [Infinity, 4].map(async (maxShapes) => {
    const { bytes } = await buildFrom(server, { left: ['1.0.0'] }, { maxShapes });
    return openIndex(bytes).groups.shapes.reduce((sum, shapes) => sum + shapes, 0);
  });
  const [all = 0, few = 0] = await Promise.all(counts);
  expect(all).toBeGreaterThan(8);
  expect(few).toBeLessThan(all / 2);
});
