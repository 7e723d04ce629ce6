import { expect, it } from 'vitest';
import { corroboratedCopies } from '../../src/inventory/corroborated-copies.js';
import type { EvidenceMethod, Package } from '../../src/model/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const HOST = packageOf('host', '1.0.0');
const INNER = packageOf('inner', '1.0.0', {
  presence: 'vendored',
  vendoredIn: HOST.id,
  locations: [{ path: 'node_modules/host/compiled/inner' }],
});

interface Seen {
  readonly at?: string;
  readonly method?: EvidenceMethod;
  readonly fields?: Partial<Package>;
}

function copyOf(name: string, { at = 'vendor/index.js', method = 'fingerprint', fields }: Seen = {}) {
  const path = `node_modules/host/${at}`;
  return packageOf(name, null, {
    presence: 'vendored',
    vendoredIn: HOST.id,
    locations: [{ path }],
    id: `npm:${path}!${name}`,
    evidence: [{ method, path, detail: null }],
    ...fields,
  });
}

async function kept(rows: readonly Package[], manifest: object = {}) {
  const tree = memoryTree({ 'node_modules/host/package.json': JSON.stringify(manifest) });
  return corroboratedCopies(rows, [HOST, INNER], tree);
}

async function names(rows: readonly Package[], manifest: object = {}) {
  return (await kept(rows, manifest)).map(({ name }) => name);
}

it('code alone may be that of another package', async () => {
  const at = 'vendor/dist/@datadog/source-map/index.js';
  expect(await names([copyOf('sanitize-html', { at }), copyOf('source-map', { at })])).toEqual([
    'source-map',
  ]);
});

it.each<[string, string, boolean]>([
  ['a folder', 'vendor/retry/index.js', true],
  ['a file', 'vendor/retry.min.js', true],
  ['a longer name', 'vendor/retry-request/index.js', false],
])('a path can name a package: %s', async (_case, at, isNamed) => {
  expect(await names([copyOf('retry', { at })])).toEqual(isNamed ? ['retry'] : []);
});

it('a scope is part of the name', async () => {
  expect(await names([copyOf('@scope/retry', { at: 'vendor/retry/index.js' })])).toEqual([]);
});

it('the path of the host itself names nothing', async () => {
  expect(await names([copyOf('node_modules'), copyOf('host')])).toEqual([]);
});

it('packages that a text names are accepted', async () => {
  expect(await names([copyOf('ms', { method: 'path-comment' })])).toEqual(['ms']);
});

it('a version without a name is no name', async () => {
  expect(await names([copyOf('ms', { method: 'version-string' })])).toEqual([]);
});

it.each(['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])(
  'the %s of the host name it',
  async (kind) => {
    expect(await names([copyOf('ms'), copyOf('other')], { [kind]: { ms: '^2.0.0' } })).toEqual(['ms']);
  },
);

it('packages that the host declares as bundled are named', async () => {
  expect(await names([copyOf('ms')], { bundleDependencies: ['ms'] })).toEqual(['ms']);
});

it('a package that contains the host was built with it, too', async () => {
  const inside = copyOf('ms', { at: 'compiled/inner/index.js', fields: { vendoredIn: INNER.id } });
  expect(await names([inside], { devDependencies: { ms: '2.1.2' } })).toEqual(['ms']);
});

it('a copy corroborates its dependencies, and these theirs', async () => {
  const [uri, ajv, openai] = [copyOf('uri-js'), copyOf('ajv'), copyOf('openai')];
  const asking = { ...ajv, dependencies: [uri.id] };
  const sdk = copyOf('sdk', { method: 'license-comment', fields: { dependencies: [asking.id] } });
  expect(await names([uri, asking, openai, sdk])).toEqual(['uri-js', 'ajv', 'sdk']);
  expect(await names([uri, asking, openai])).toEqual([]);
});

it('a name that is corroborated in one file of a host is so in the others', async () => {
  const rows = [copyOf('retry', { at: 'vendor/a.js' }), copyOf('retry', { at: 'vendor/retry/b.js' })];
  expect(await names(rows)).toEqual(['retry', 'retry']);
});

it('an invalid manifest names nothing', async () => {
  const odd = { dependencies: 'ms', bundledDependencies: { ms: 1 }, devDependencies: null };
  expect(await names([copyOf('ms')], odd)).toEqual([]);
});
