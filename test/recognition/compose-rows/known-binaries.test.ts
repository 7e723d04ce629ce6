import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openBinaries, type BundleContext } from '../../../src/recognition/index.js';
import { FEATURES_VERSION } from '../../../src/recognition/features/source-features.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import type { PackageFacts } from '../../../src/recognition/facts/package-facts.js';
import type { PublishedCode } from '../../../src/recognition/facts/published-code.js';
import { memoryTree } from '../../support/memory-tree.js';

const BINARY = 'bytes of an add-on';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function factsOf(name: string, version: string, text: string): PackageFacts {
  const binaries = new Map([['build/Release/a.node', sha256(text)]]);
  const empty = { dependencies: new Map(), files: [], unread: [] };
  return { ...empty, featuresVersion: FEATURES_VERSION, name, version, binaries };
}

function indexOf(...all: readonly (readonly [name: string, byVersion: Readonly<Record<string, string>>])[]) {
  const packages = all.map(([name, byVersion]) => ({
    name,
    forkGroup: name,
    published: [...Object.keys(byVersion), '1.0.5', '3.0.0'],
    versions: Object.entries(byVersion).map(([version, text]) => factsOf(name, version, text)),
    dependencies: new Map(),
    shapeSample: 1,
  }));
  return openIndex(writeIndex(packages, 'small'));
}

const ADDON = indexOf(['addon', { '1.0.0': BINARY, '1.1.0': BINARY, '2.0.0': 'other bytes' }]);

function open(surroundings: Omit<BundleContext, 'tree'>) {
  return openBinaries(['a.node'], { tree: memoryTree({ 'a.node': BINARY }), ...surroundings });
}

it('a file has the versions that publish it, and those between them', async () => {
  const [row] = await open({ fingerprints: () => Promise.resolve(ADDON) });
  expect(row).toMatchObject({
    name: 'addon',
    versionState: 'set',
    version: null,
    candidates: ['1.0.0', '1.0.5', '1.1.0'],
    presence: 'bundled',
    bytes: BINARY.length,
  });
  expect(row?.evidence).toMatchObject([{ method: 'file-hash', path: 'a.node' }]);
});

it('other bytes are not named, nor anything without an index', async () => {
  const other = indexOf(['addon', { '1.0.0': 'other bytes' }]);
  expect(await open({ fingerprints: () => Promise.resolve(other) })).toEqual([]);
  expect(await open({})).toEqual([]);
});

it('a file that several packages publish belongs to the likeliest one', async () => {
  const both = indexOf(['addon', { '2.0.0': BINARY }], ['carrier', { '2.0.0': BINARY }]);
  const candidates = [{ name: 'carrier', version: '2.0.0', isPublic: true }];
  const [row] = await open({ fingerprints: () => Promise.resolve(both), candidates });
  expect(row?.name).toBe('carrier');
});

it('looks up likely packages, and none that may be private', async () => {
  const asked: string[] = [];
  const code: PublishedCode = {
    mayRequest: (name) => name !== 'secret',
    isPopular: () => false,
    releases: () => Promise.resolve(null),
    facts(name, version) {
      asked.push(name);
      return Promise.resolve(name === 'addon' ? factsOf(name, version, BINARY) : null);
    },
    hasBudget: () => true,
  };
  const candidates = ['secret', 'other', 'addon'].map((name) => ({ name, version: '1.1.0', isPublic: true }));
  const [row] = await open({ published: () => Promise.resolve(code), candidates });
  expect(row).toMatchObject({ name: 'addon', version: '1.1.0', versionState: 'exact' });
  expect(asked).toEqual(['other', 'addon']);
});
