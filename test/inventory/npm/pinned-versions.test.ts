import { expect, it } from 'vitest';
import { withPinnedVersions } from '../../../src/inventory/npm/pinned-versions.js';
import type { Package } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const HOST = packageOf('host', '1.0.0');

function copyOf(name: string, fields: Partial<Package> = {}): Package {
  return packageOf(name, null, {
    presence: 'vendored',
    vendoredIn: HOST.id,
    id: `copy of ${name}`,
    ...fields,
  });
}

async function versions(rows: readonly Package[], manifest: string) {
  const tree = memoryTree({ 'node_modules/host/package.json': manifest });
  return (await withPinnedVersions(rows, [HOST], tree)).map(({ version }) => version);
}

const MANIFEST = JSON.stringify({ devDependencies: { ms: '2.1.2', debug: '^4.0.0', semver: '7.5.4' } });

it('a copy has the one version that its host was built with', async () => {
  const tree = memoryTree({ 'node_modules/host/package.json': MANIFEST });
  const [row] = await withPinnedVersions([copyOf('ms')], [HOST], tree);
  expect(row).toMatchObject({ version: '2.1.2', versionState: 'exact', purl: 'pkg:npm/ms@2.1.2' });
  expect(row).toMatchObject({ confidence: 'medium' });
  expect(row?.evidence.at(-1)).toMatchObject({ method: 'manifest', path: 'node_modules/host/package.json' });
});

it('a range is no version, and a package that is not required has none', async () => {
  expect(await versions([copyOf('debug'), copyOf('other')], MANIFEST)).toEqual([null, null]);
});

it('code that is of other versions is believed', async () => {
  const set = (candidates: readonly string[]) => copyOf('semver', { versionState: 'set', candidates });
  expect(await versions([set(['7.5.3', '7.5.4'])], MANIFEST)).toEqual(['7.5.4']);
  expect(await versions([set(['6.0.0', '6.1.0'])], MANIFEST)).toEqual([null]);
});

it('a name with two copies has no pinned version', async () => {
  expect(await versions([copyOf('ms'), copyOf('ms', { id: 'another copy' })], MANIFEST)).toEqual([
    null,
    null,
  ]);
});

it.each(['{', 'null', '[]', '{"devDependencies":"ms"}', '{"devDependencies":{"ms":7}}'])(
  'a manifest like %s pins nothing',
  async (manifest) => {
    expect(await versions([copyOf('ms')], manifest)).toEqual([null]);
  },
);
