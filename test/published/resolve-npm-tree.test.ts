import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveNpmTree, type NpmProject, type NpmTree } from '../../src/published/index.js';
import { startRegistryServer, type RegistryServer } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Project {
  readonly manifest: object;
  readonly lockfile?: object;
  readonly others?: Readonly<Record<string, string>>;
  readonly update?: readonly string[];
}

function resolve(registry: RegistryServer, { manifest, lockfile, others = {}, update = [] }: Project) {
  const texts = new Map(Object.entries(others)).set('package.json', JSON.stringify(manifest));
  if (lockfile) texts.set('package-lock.json', JSON.stringify(lockfile));
  const project: NpmProject = { folderName: 'pay', texts, update };
  return resolveNpmTree({
    project,
    npmConfig: { registry: registry.url },
    cacheDir: temporaryFolder(),
    workFolder: temporaryFolder(),
  });
}

/** `location version` of each package of the tree. */
function rowsOf(tree: NpmTree): string[] {
  if (tree.state === 'unresolved') throw new Error(tree.reason);
  const { packages } = JSON.parse(tree.lockfile) as { packages: Record<string, { version: string }> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => `${path.replaceAll('node_modules/', '')} ${version}`);
}

function release(registry: RegistryServer, spec: string, fields: object = {}): void {
  const [name = '', version = ''] = spec.split('@');
  registry.publish(
    { 'package.json': JSON.stringify({ name, version, ...fields }) },
    { listed: { ...fields } },
  );
}

const locked = (packages: object): object => ({ name: 'pay', lockfileVersion: 3, requires: true, packages });

test('keeps what the lockfile has, and replaces what a range, an override or an update excludes', async () => {
  const registry = await startRegistryServer();
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
    release(registry, `left@${version}`, { dependencies: { deep: '^1.0.0' } });
    release(registry, `deep@${version}`);
  }
  const dependencies = { left: '^1.0.0' };
  const lockfile = locked({
    '': { dependencies },
    'node_modules/left': { version: '1.0.0', dependencies: { deep: '^1.0.0' } },
    'node_modules/deep': { version: '1.0.0' },
  });
  const rows = async (manifest: object, update: readonly string[] = []): Promise<string[]> =>
    rowsOf(await resolve(registry, { manifest, lockfile, update }));
  expect(await rows({ dependencies })).toEqual(['deep 1.0.0', 'left 1.0.0']);
  expect(await rows({ dependencies: { left: '^1.1.0' } })).toEqual(['deep 1.0.0', 'left 1.2.0']);
  expect(await rows({ dependencies, overrides: { 'deep@<1.1.0': '~1.1.0' } })).toEqual([
    'deep 1.1.0',
    'left 1.0.0',
  ]);
  expect(await rows({ dependencies }, ['deep'])).toEqual(['deep 1.2.0', 'left 1.0.0']);
});

test('git, file and URL dependencies are not fetched: locked ones stay and are named, others end the resolution', async () => {
  const registry = await startRegistryServer();
  release(registry, 'left@1.1.0');
  const url = registry.tarballOf('far', '1.0.0');
  const specs = {
    git: 'git+https://git.example.invalid/a.git',
    far: url,
    near: 'file:near.tgz',
    own: 'file:own',
  };
  const manifest = { dependencies: { ...specs, left: '^1.0.0' } };
  const lockfile = locked({
    '': { dependencies: manifest.dependencies },
    'node_modules/git': { version: '1.0.0', resolved: `${specs.git}#${'0'.repeat(40)}` },
    'node_modules/far': { version: '1.0.0', resolved: url },
    'node_modules/near': { version: '1.0.0', resolved: 'file:near.tgz' },
    'node_modules/own': { resolved: 'own', link: true },
    own: { version: '3.0.0' },
  });
  const kept = await resolve(registry, {
    manifest,
    lockfile,
    others: { 'own/package.json': '{"version":"3.0.0"}' },
  });
  expect(kept).toMatchObject({ state: 'resolved', kept: ['far', 'git', 'near', 'own'] });
  expect(rowsOf(kept)).toContain('left 1.1.0');
  for (const [name, spec] of Object.entries(specs).filter(([one]) => one !== 'own'))
    expect(await resolve(registry, { manifest: { dependencies: { [name]: spec } } })).toMatchObject({
      state: 'unresolved',
      reason: expect.stringContaining('is not fetched') as string,
    });
  expect([...new Set(registry.requests)]).toEqual(['/left']);
});

test('what is inside of a tarball is in the tree, and is called so', async () => {
  const registry = await startRegistryServer();
  registry.publish(
    {
      'package.json':
        '{"name":"around","version":"1.0.0","dependencies":{"deep":"1.0.0"},"bundleDependencies":["deep"]}',
      'node_modules/deep/package.json': '{"name":"deep","version":"1.0.0"}',
    },
    { listed: { bundleDependencies: ['deep'] } },
  );
  const tree = await resolve(registry, { manifest: { dependencies: { around: '1.0.0' } } });
  expect(tree).toMatchObject({
    bundled: [{ location: 'node_modules/around/node_modules/deep', within: 'around 1.0.0' }],
  });
  expect(rowsOf(tree)).toContain('around/deep 1.0.0');
});

test('requirements that contradict each other end the resolution', async () => {
  const registry = await startRegistryServer();
  for (const version of ['1.0.0', '2.0.0']) release(registry, `host@${version}`);
  release(registry, 'plugin@1.0.0', { peerDependencies: { host: '^1.0.0' } });
  const manifest = { dependencies: { host: '2.0.0', plugin: '1.0.0' } };
  expect(await resolve(registry, { manifest })).toMatchObject({
    state: 'unresolved',
    conflict: expect.arrayContaining(['host']) as string[],
  });
});

test('a registry that does not answer is a reason', async () => {
  const registry = await startRegistryServer();
  const manifest = { dependencies: { nowhere: '1.0.0' } };
  expect(await resolve(registry, { manifest })).toMatchObject({
    state: 'unresolved',
    reason: 'the registry does not know nowhere@1.0.0',
  });
  release(registry, 'left@1.0.0');
  expect(await resolve(registry, { manifest: { dependencies: { left: '^2.0.0' } } })).toMatchObject({
    reason: 'the registry has no version of left for the range ^2.0.0',
  });
});

test.each<[what: string, manifest: object, lockfile: object | undefined, reason: string]>([
  [
    'a range that is no text',
    { dependencies: { left: 5 } },
    undefined,
    "npm's resolver failed on package.json",
  ],
  [
    'a name that leaves the folder',
    { dependencies: { '../left': '1.0.0' } },
    undefined,
    'cannot use package.json or the lockfile (EINVALIDPACKAGENAME)',
  ],
  [
    'an override that contradicts the manifest',
    { dependencies: { left: '1.0.0' }, overrides: { left: '2.0.0' } },
    undefined,
    'cannot use package.json or the lockfile (EOVERRIDE)',
  ],
  [
    'a lockfile whose link leads nowhere',
    { dependencies: { left: '1.0.0' } },
    locked({ '': {}, 'node_modules/left': { resolved: 'gone', link: true } }),
    'cannot use package.json or the lockfile (EMISSINGTARGET)',
  ],
])('a fault of the project is not blamed on the registry: %s', async (...[, manifest, lockfile, reason]) => {
  const registry = await startRegistryServer();
  release(registry, 'left@1.0.0');
  const resolved = await resolve(registry, { manifest, ...(lockfile && { lockfile }) });
  expect(resolved).toMatchObject({ state: 'unresolved', conflict: [] });
  expect(resolved.state === 'unresolved' && resolved.reason).toContain(reason);
});

test('scripts of packages do not run', async () => {
  const registry = await startRegistryServer();
  const mark = join(temporaryFolder(), 'ran');
  release(registry, 'left@1.0.0', { scripts: { preinstall: `touch ${mark}`, install: `touch ${mark}` } });
  await resolve(registry, {
    manifest: { dependencies: { left: '1.0.0' }, scripts: { preinstall: `touch ${mark}` } },
  });
  expect(existsSync(mark)).toBe(false);
});
