import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { openFactsStore, readTarball } from '../../src/published/index.js';
import { factsOf, type FactsSource } from '../../src/published/published-facts.js';
import type { Registry, Release } from '../../src/published/index.js';
import { packageTarball } from '../support/package-tarball.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TARBALL = packageTarball({ 'package.json': '{}', 'index.js': 'exports.leftPad = "left pad";' });
const RELEASE: Release = {
  version: '1.0.0',
  address: 'x',
  integrity: 'sha512-x',
  dependencies: new Map(),
  required: new Map(),
  optional: new Set(),
  hasCommands: false,
};

function sourceOf(tarball: Uint8Array | null): FactsSource & { readonly asked: string[] } {
  const asked: string[] = [];
  const registry = {
    tarball(name: string) {
      asked.push(name);
      return Promise.resolve(
        tarball ? { state: 'found', tarball } : { state: 'unavailable', reason: 'out of reach' },
      );
    },
  } as unknown as Registry;
  return { asked, registry, store: openFactsStore(temporaryFolder()), readTarball, limits: DEFAULT_LIMITS };
}

it('requests the tarball once, also when another name published the same bytes', async () => {
  const source = sourceOf(TARBALL);
  await factsOf('left', RELEASE, source);
  const again = await factsOf('right', { ...RELEASE, version: '2.0.0' }, source);
  expect(source.asked).toEqual(['left']);
  expect(again).toMatchObject({ state: 'found', facts: { name: 'right', version: '2.0.0' } });
});

it('stores nothing by an integrity that is not there', async () => {
  const source = sourceOf(TARBALL);
  for (const name of ['left', 'right']) await factsOf(name, { ...RELEASE, integrity: null }, source);
  expect(source.asked).toEqual(['left', 'right']);
});

it.each([
  ['the registry', null, 'out of reach'],
  ['the reader', Buffer.from('no tarball'), 'the published tarball cannot be read'],
])('gives the reason why there is nothing: %s', async (_case, tarball, reason) => {
  expect(await factsOf('left', RELEASE, sourceOf(tarball))).toEqual({ state: 'unavailable', reason });
});
