import { describe, expect, it } from 'vitest';
import { attributeCode } from '../../src/inventory/coverage.js';
import { PackageOwners } from '../../src/model/index.js';
import { esbuildBundle } from '../support/esbuild-bundle.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const HOST = packageOf('host', '1.0.0');
const LINE = 'exports.handler = async (event) => event;\n';
/** More bytes than a module that is too small to be examined. */
const OWN = `// src/index.js\n${LINE.repeat(1000)}`;

function module(path: string): string {
  return `// ${path}\n${LINE}`;
}

async function vendoredIn(files: Readonly<Record<string, string>>, packages = [HOST]) {
  const tree = memoryTree(files);
  const found = await attributeCode(tree, packages);
  return { ...found, vendored: found.packages.filter(({ presence }) => presence === 'vendored') };
}

describe('a package that was bundled before it was published', () => {
  const text = `${module('node_modules/.pnpm/ms@2.1.2/node_modules/ms/index.js')}${OWN}`;
  const path = 'node_modules/host/dist/index.js';

  it('contains the packages that its bundler names', async () => {
    const { vendored, roots } = await vendoredIn({ [path]: text });
    expect(vendored).toMatchObject([
      {
        name: 'ms',
        version: '2.1.2',
        vendoredIn: HOST.id,
        root: HOST.root,
        direct: false,
        confidence: 'high',
      },
    ]);
    expect(vendored[0]?.locations).toEqual([{ path, ranges: [[0, text.indexOf('// src/')]] }]);
    expect(roots).toEqual([]);
  });

  it('still owns its file, and its code is installed', async () => {
    const { packages, coverage } = await vendoredIn({ [path]: text });
    expect(packages[new PackageOwners(packages).ownerOf(path) ?? -1]?.name).toBe('host');
    expect(coverage).toMatchObject({ installed: text.length, bundled: 0, unattributed: 0 });
  });

  it('carries it once where it has two builds', async () => {
    const { vendored } = await vendoredIn({ [path]: text, 'node_modules/host/dist/index.mjs': text });
    expect(vendored.map(({ name, locations }) => [name, locations.length])).toEqual([['ms', 2]]);
  });

  it('does not carry itself', async () => {
    const own = `${module('node_modules/host/src/part.js')}${OWN}`;
    expect((await vendoredIn({ [path]: own })).vendored).toEqual([]);
  });

  it('contains the packages in the map beside it, also when the code is minified', async () => {
    const { files, kept } = await esbuildBundle({ minify: true, sourcemap: true, legalComments: 'none' });
    const { vendored } = await vendoredIn({
      'node_modules/host/vendor/index.js': files['out/index.js'] ?? '',
      'node_modules/host/vendor/index.js.map': files['out/index.js.map'] ?? '',
    });
    expect(new Set(vendored.map(({ name }) => name)).size).toBeGreaterThan(0);
    expect(vendored).toHaveLength(kept.size);
  });
});

describe('no copy is', () => {
  it.each([
    ['what a small file names', 'dist/index.js', module('node_modules/ms/index.js')],
    ['what a build for browsers holds', 'dist/umd/index.js', `${module('node_modules/ms/index.js')}${OWN}`],
    ['a path that code works with', 'dist/index.js', `${OWN}require.resolve("node_modules/ms/index.js");\n`],
    ['a name in a comment', 'dist/index.js', `/*! ms v2.1.2 */\nvar __commonJS = 1;\n${OWN}`],
  ])('%s', async (_case, inside, text) => {
    expect((await vendoredIn({ [`node_modules/host/${inside}`]: text })).vendored).toEqual([]);
  });
});

it('a copy with its own manifest has the version that its host was built with, and its bytes', async () => {
  const { packages } = await vendoredIn({
    'node_modules/host/package.json': '{"name":"host","devDependencies":{"ms":"2.1.2"}}',
    'node_modules/host/dist/compiled/ms/package.json': '{"name":"ms"}',
    'node_modules/host/dist/compiled/ms/index.js': LINE,
  });
  expect(packages).toMatchObject([
    { name: 'host' },
    { name: 'ms', version: '2.1.2', bytes: LINE.length + '{"name":"ms"}'.length },
  ]);
});
