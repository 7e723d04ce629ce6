import { pnpm } from '../../../src/lockfiles/pnpm/index.js';
import { describeLockfileReader } from '../contract.js';

describeLockfileReader({
  reader: pnpm,
  withoutAlias: true,
  broken: [
    ['pnpm-lock.yaml', 'a: 1'],
    ['pnpm-lock.yaml', 'lockfileVersion: 9\npackages: {a'],
    ['pnpm-lock.yaml', `lockfileVersion: 9\npackages: ${'['.repeat(1_000_000)}`],
    ['pnpm-lock.yaml', `lockfileVersion: 9\na: &a [${'*a,'.repeat(100_000)}]`],
  ],
});
