import { mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { local } from '../../../src/sources/local/index.js';
import { buildTar } from '../../support/tar-builder.js';
import {
  acquireWith,
  emptyFolder,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
  zipOf,
} from '../stage-fixture.js';

const code = zipOf({ 'index.js': '' });
const layer = zipOf({ 'nodejs/node_modules/a/package.json': '{}' });

test('a folder of folders and archives: functions and layers are distinguished by their layout', async () => {
  const folder = stage('local/folders', {
    'api.zip': code,
    'layer.zip': layer,
    'bundle.mjs': Buffer.from(''),
    'nested/api.zip': code,
  });
  const acquired = await acquireWith(local, targetAt(folder));
  expect(mountsOf(acquired, folder)).toEqual({
    api: ['/var/task=api.zip'],
    bundle: ['/var/task=bundle.mjs'],
    'nested/api': ['/var/task=nested/api.zip'],
    'nested/store': ['/var/task=nested/store'],
    screen: ['/var/task=screen'],
  });
  expect(acquired.artifacts.filter(({ kind }) => kind === 'layer').map(({ path }) => path)).toEqual([
    'deps',
    'layer.zip',
  ]);
});

test('one artifact with the facts of the command line', async () => {
  const folder = emptyFolder();
  write(folder, { 'api.zip': code, 'one.zip': layer, 'two.zip': code });
  const layers = [join(folder, 'two.zip'), join(folder, 'one.zip')];
  const bare = {
    name: 'api-live',
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    platform: 'aws-lambda' as const,
  };
  const acquired = await acquireWith(local, targetAt(folder, 'api.zip'), { ...bare, layers });
  expect(acquired.functions).toMatchObject([{ ...bare, id: 'api-live' }]);
  expect(mountsOf(acquired, folder)['api-live']).toEqual([
    '/var/task=api.zip',
    '/opt=two.zip',
    '/opt=one.zip',
  ]);
});

test('a layer given for a folder is no function of the folder', async () => {
  const folder = emptyFolder();
  write(folder, { 'api.zip': code, 'two.zip': code });
  const acquired = await acquireWith(local, targetAt(folder), { layers: [join(folder, 'two.zip')] });
  expect(mountsOf(acquired, folder)).toEqual({ api: ['/var/task=api.zip', '/opt=two.zip'] });
});

test.each([
  ['a layer that is not there', { layers: ['/nowhere/layer.zip'] }, 'not-found'],
  ['one name for several functions', { name: 'x' }, 'usage'],
])('%s is an error', async (_, bare, errorCode) => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': code, 'b.zip': code });
  await expect(acquireWith(local, targetAt(folder), bare)).rejects.toMatchObject({ code: errorCode });
});

const image = buildTar([
  { name: `blobs/sha256/${'a'.repeat(64)}`, content: 'x' },
  { name: 'index.json', content: '{}' },
]);
const plain = buildTar([{ name: 'package.json', content: '{}' }]);

test.each([
  ['an image archive', { 'app.tar': image }, ['image', '/']],
  ['a packed image archive', { 'app.tar.gz': gzipSync(image) }, ['image', '/']],
  ['a tar of code', { 'app.tar': plain }, ['function', '/var/task']],
  ['a tgz of code', { 'app.tgz': gzipSync(plain) }, ['function', '/var/task']],
  ['a file known by its first bytes', { asset: code }, ['function', '/var/task']],
  ['random bytes called zip', { 'app.zip': Buffer.from('no zip') }, ['function', '/var/task']],
])('%s', async (_, files, expected) => {
  const folder = emptyFolder();
  write(folder, files);
  const { artifacts, functions } = await acquireWith(local, targetAt(folder, Object.keys(files)[0]));
  expect([artifacts[0]?.kind, functions[0]?.mounts[0]?.path]).toEqual(expected);
});

test('an OCI layout folder is an image', async () => {
  const folder = emptyFolder();
  write(folder, { 'image/oci-layout': '{}', 'image/index.json': '{}', 'image/blobs/sha256/a': '' });
  const acquired = await acquireWith(local, targetAt(folder));
  expect(acquired.artifacts).toMatchObject([{ kind: 'image', path: 'image' }]);
});

test('a folder that is a function is not looked into', async () => {
  const folder = emptyFolder();
  write(folder, {
    'fn/package.json': '{}',
    'fn/vendor/x.zip': code,
    'pack/node_modules/y.zip': code,
    '.git/z.zip': code,
  });
  expect(mountsOf(await acquireWith(local, targetAt(folder)), folder)).toEqual({
    fn: ['/var/task=fn'],
    pack: ['/var/task=pack'],
  });
});

test('links out of the folder and folders too deep are problems', async () => {
  const folder = emptyFolder();
  write(folder, { 'a/b/c/d/e/f/deep.zip': code, 'a/fn.zip': code });
  symlinkSync('/etc', join(folder, 'etc'));
  const acquired = await acquireWith(local, targetAt(folder));
  expect(acquired.problems.map(({ code: problem, path }) => [problem, path])).toEqual([
    ['unsupported', 'a/b/c/d/e'],
    ['unsafe-path', 'etc'],
  ]);
  expect(functionCalled(acquired, 'fn').id).toBe('a/fn');
});

test('packages that are packed beside the code of a function are no function', async () => {
  const folder = emptyFolder();
  write(folder, { 'handler.py': '', '.requirements.zip': zipOf({ 'a/__init__.py': '' }) });
  const acquired = await acquireWith(local, targetAt(folder));
  expect(Object.values(mountsOf(acquired, folder))).toEqual([['/var/task=']]);
});

test('an environment of Conda is one function, with its records', async () => {
  const folder = emptyFolder();
  write(folder, {
    'conda-meta/python-3.12.5-h1_0.json': '{}',
    'lib/python3.12/site-packages/a/__init__.py': '',
    'lib/python3.12/os.py': '',
  });
  const acquired = await acquireWith(local, targetAt(folder));
  expect(Object.values(mountsOf(acquired, folder))).toEqual([['/var/task=']]);
});

test('node_modules alone is no function', async () => {
  const folder = emptyFolder();
  write(folder, { 'node_modules/a/package.json': '{}' });
  await expect(acquireWith(local, targetAt(folder, 'node_modules'))).rejects.toMatchObject({ code: 'usage' });
});

test.each(['package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'])(
  '%s as the target: its folder is meant',
  async (name) => {
    const folder = emptyFolder();
    write(folder, { [name]: '' });
    expect(await local.advise(targetAt(folder, name))).toContain('Scan the folder that holds it');
  },
);

test('a loop of links ends', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'a'));
  symlinkSync('..', join(folder, 'a/up'));
  const { functions } = await acquireWith(local, targetAt(folder));
  expect(functions).toEqual([]);
});

test('links to a folder around them or to an archive beside list nothing twice', async () => {
  const folder = emptyFolder();
  write(folder, { 'a/api.zip': code, 'b/store.zip': code });
  symlinkSync('..', join(folder, 'a/up'));
  symlinkSync('../a', join(folder, 'b/a'));
  symlinkSync('store.zip', join(folder, 'b/the-store.zip'));
  const acquired = await acquireWith(local, targetAt(folder));
  expect(mountsOf(acquired, folder)).toEqual({
    'a/api': ['/var/task=a/api.zip'],
    'b/store': ['/var/task=b/store.zip'],
  });
});

test.each([
  ['f.txz', 'tar packed with xz'],
  ['f.tar.zst', 'tar packed with Zstandard'],
  ['f.7z', '7-Zip'],
  ['f.rar', 'RAR'],
])('%s as the target: which archive it is, and what to do', async (name, format) => {
  const folder = emptyFolder();
  write(folder, { [name]: 'x' });
  const { problems } = await acquireWith(local, targetAt(folder, name));
  expect(problems.map(({ message }) => message)).toEqual([
    `${name} is an archive of a format that is not read (${format}): unpack it and scan the folder, or pack it as zip, tar or tar.gz.`,
  ]);
});

test('an archive of a format that is not read is reported, beside those that are', async () => {
  const folder = emptyFolder();
  write(folder, { 'api.zip': code, 'old/worker.tar.xz': 'x', 'notes.txt': 'x' });
  const acquired = await acquireWith(local, targetAt(folder));
  expect(acquired.functions.map(({ name }) => name)).toEqual(['api']);
  expect(acquired.problems).toMatchObject([
    { code: 'unsupported', path: 'old/worker.tar.xz', affectsCompleteness: true },
  ]);
});

test('a file without an ending that begins as an archive is an artifact, in a folder too', async () => {
  const folder = emptyFolder();
  write(folder, { 'blobs/sha256/aa': zipOf({ 'index.js': '1' }), 'blobs/sha256/bb': '{}', readme: 'x' });
  const { artifacts } = await acquireWith(local, targetAt(folder, '.'));
  expect(artifacts.map(({ name }) => name)).toEqual(['blobs/sha256/aa']);
});
