import { expect, it } from 'vitest';
import { hostManifests } from '../../../src/inventory/npm/host-manifests.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const HOST = packageOf('host', '1.0.0');
const OTHER = packageOf('other', '1.0.0');
const PATH = 'node_modules/host/package.json';

async function asked(text: string) {
  const tree = memoryTree({ [PATH]: text, 'node_modules/other/package.json': text });
  const manifests = await hostManifests([HOST, OTHER], new Set([HOST.id]), tree);
  expect([...manifests.keys()]).toEqual([HOST.id]);
  expect(manifests.get(HOST.id)?.path).toBe(PATH);
  return Object.fromEntries(manifests.get(HOST.id)?.requirements ?? []);
}

it('lists the requirements of a wanted host; runtime dependencies go before development ones', async () => {
  const manifest = {
    devDependencies: { ms: '1.0.0', debug: '4.0.0' },
    dependencies: { ms: '2.0.0' },
    bundledDependencies: ['ms', 'semver'],
  };
  expect(await asked(JSON.stringify(manifest))).toEqual({ ms: '2.0.0', debug: '4.0.0', semver: null });
});

it.each(['null', '[]', '{', '"x"', '{"dependencies":3,"bundledDependencies":{}}'])(
  '%s has no requirements',
  async (text) => {
    expect(await asked(text)).toEqual({});
  },
);

it('values that are no valid names are ignored, whatever they would be as text', async () => {
  const hostile =
    '{"bundledDependencies":[{"toString":1,"valueOf":1},3,null,"ms"],"dependencies":{"__proto__":{"x":1}}}';
  expect(await asked(hostile)).toMatchObject({ ms: null });
});

it('a host without manifest has none', async () => {
  expect(await hostManifests([HOST], new Set([HOST.id]), memoryTree({}))).toEqual(new Map());
});
