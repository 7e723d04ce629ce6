import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.js';
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

it('the nearest one upwards is taken', () => {
  mkdirSync(join(top, 'repo', '.git'));
  const far = put('repo', 'stowaway.config.yaml');
  expect(findConfig(deep, '/nowhere')).toBe(far);
  const near = put('repo', 'services', 'stowaway.config.json');
  expect(findConfig(deep, '/nowhere')).toBe(near);
});

it('nothing above the repository is taken', () => {
  mkdirSync(join(top, 'repo', '.git'));
  put('stowaway.config.yaml');
  expect(findConfig(deep, '/nowhere')).toBeNull();
});

it("nothing above the user's home is taken", () => {
  put('stowaway.config.yaml');
  const home = put('repo', 'stowaway.config.yaml');
  expect(findConfig(deep, join(top, 'repo'))).toBe(home);
  expect(findConfig(deep, join(top, 'repo', 'services'))).toBeNull();
});

it('outside of both, only the folder itself is asked', () => {
  put('repo', 'services', 'stowaway.config.yaml');
  expect(findConfig(deep, '/nowhere')).toBeNull();
  const own = put('repo', 'services', 'pay', 'stowaway.config.yml');
  expect(findConfig(deep, '/nowhere')).toBe(own);
});

it('of two in a folder nobody knows which one is meant', () => {
  put('stowaway.config.yaml');
  put('stowaway.config.json');
  expect(() => findConfig(top, top)).toThrow(expect.objectContaining({ code: 'config' }));
});

it('a file that is named is taken as it is, and VEX documents are found from it', async () => {
  const file = put('repo', 'own.yaml');
  const { policy, vex } = await loadConfig({ cwd: deep, file: '../../own.yaml' });
  expect(policy.source).toBe('../../own.yaml');
  expect(vex).toEqual([join(file, '..', 'a.json')]);
});

it('one that is not there is said, and none that was not wanted is read', async () => {
  await expect(loadConfig({ cwd: deep, file: 'no.yaml' })).rejects.toMatchObject({ code: 'not-found' });
  put('repo', 'services', 'pay', 'stowaway.config.yaml');
  await expect(loadConfig({ cwd: deep, file: false })).resolves.toMatchObject({
    policy: { source: '' },
    vex: [],
  });
});
