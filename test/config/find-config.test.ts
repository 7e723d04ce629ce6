import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.js';
import { HOST_FILES } from '../../src/files/index.js';
import { loadConfig } from '../../src/config/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let top: string;
let deep: string;
beforeEach(() => {
  top = temporaryFolder();
  deep = join(top, 'repo', 'services', 'pay');
  mkdirSync(deep, { recursive: true });
});

function put(...path: readonly string[]): string {
  const file = join(top, ...path);
  writeFileSync(file, 'vex: [a.json]');
  return file;
}

it('the nearest one upwards is taken', async () => {
  mkdirSync(join(top, 'repo', '.git'));
  const far = put('repo', 'stowaway.config.yaml');
  expect(await findConfig({ cwd: deep, home: '/nowhere' }, HOST_FILES)).toBe(far);
  const near = put('repo', 'services', 'stowaway.config.json');
  expect(await findConfig({ cwd: deep, home: '/nowhere' }, HOST_FILES)).toBe(near);
});

it('nothing above the repository is taken', async () => {
  mkdirSync(join(top, 'repo', '.git'));
  put('stowaway.config.yaml');
  expect(await findConfig({ cwd: deep, home: '/nowhere' }, HOST_FILES)).toBeNull();
});

it("nothing above the user's home is taken", async () => {
  put('stowaway.config.yaml');
  const home = put('repo', 'stowaway.config.yaml');
  expect(await findConfig({ cwd: deep, home: join(top, 'repo') }, HOST_FILES)).toBe(home);
  expect(await findConfig({ cwd: deep, home: join(top, 'repo', 'services') }, HOST_FILES)).toBeNull();
});

it('outside of both, only the folder itself is searched', async () => {
  put('repo', 'services', 'stowaway.config.yaml');
  expect(await findConfig({ cwd: deep, home: '/nowhere' }, HOST_FILES)).toBeNull();
  const own = put('repo', 'services', 'pay', 'stowaway.config.yml');
  expect(await findConfig({ cwd: deep, home: '/nowhere' }, HOST_FILES)).toBe(own);
});

it('two in one folder are an error', async () => {
  put('stowaway.config.yaml');
  put('stowaway.config.json');
  await expect(findConfig({ cwd: top, home: top }, HOST_FILES)).rejects.toMatchObject({ code: 'config' });
});

it('a file that is named is taken as it is, and VEX documents are found from it', async () => {
  const file = put('repo', 'own.yaml');
  const { policy, vex } = await loadConfig({ cwd: deep, file: '../../own.yaml' });
  expect(policy.source).toBe('../../own.yaml');
  expect(vex).toEqual([join(file, '..', 'a.json')]);
});

it('a missing one is reported, and none is read with --no-config', async () => {
  await expect(loadConfig({ cwd: deep, file: 'no.yaml' })).rejects.toMatchObject({ code: 'not-found' });
  put('repo', 'services', 'pay', 'stowaway.config.yaml');
  await expect(loadConfig({ cwd: deep, file: false })).resolves.toMatchObject({
    policy: { source: '' },
    vex: [],
  });
});
