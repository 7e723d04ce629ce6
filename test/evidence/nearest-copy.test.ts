import { expect, it } from 'vitest';
import { nearestCopy } from '../../src/evidence/nearest-copy.js';
import type { OwningPackage } from '../../src/evidence/source-owner.js';

const copyIn = (folder: string): OwningPackage => ({ kind: 'package', name: '@s/b', version: null, folder });
const TOP = copyIn('node_modules/@s/b');
const NESTED = copyIn('node_modules/a/node_modules/@s/b');
const STORED = copyIn('.pnpm/@s+b@1.0.0/node_modules/@s/b');

it.each<[string, OwningPackage[], string, OwningPackage | undefined]>([
  ['the one in the folder', [TOP, NESTED], 'node_modules/a', NESTED],
  ['the one above', [TOP, NESTED], 'node_modules/ab', TOP],
  ['the one above the application', [TOP, NESTED], '', TOP],
  ['the only one, wherever it is', [STORED], '.pnpm/c@1.0.0/node_modules/c', STORED],
  ['none of several elsewhere', [STORED, NESTED], 'node_modules/c', undefined],
  ['none where there is none', [], 'node_modules/c', undefined],
])('is %s', (...[, copies, folder, expected]) => {
  expect(nearestCopy(copies, folder)).toBe(expected);
});
