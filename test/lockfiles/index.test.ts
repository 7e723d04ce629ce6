import { expect, it } from 'vitest';
import { LOCKFILES, readLockfile } from '../../src/lockfiles/index.js';

it('prefers lockfiles in the order of the readers', () => {
  expect([...LOCKFILES]).toEqual([
    ['npm-shrinkwrap.json', 'npm'],
    ['package-lock.json', 'npm'],
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
    ['bun.lock', 'bun'],
    ['bun.lockb', 'bun'],
  ]);
});

it.each(['package-lock.json', 'node_modules/.package-lock.json'])('reads %s by its name', (path) => {
  const bytes = Buffer.from('{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"}}}');
  const { packages } = readLockfile({ path, bytes }, null);
  expect([...packages.values()].map(({ name, version }) => `${name}@${version}`)).toEqual(['a@1.0.0']);
});

it('makes a problem of a file that no reader knows', () => {
  const { problems } = readLockfile({ path: 'deno.lock', bytes: Buffer.from('{}') }, null);
  expect(problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true }]);
});
