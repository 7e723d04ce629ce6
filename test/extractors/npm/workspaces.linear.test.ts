import { it } from 'vitest';
import { manifestOf } from '../../../src/ecosystems/npm/manifest.js';
import { workspaceFolders } from '../../../src/extractors/npm/workspaces.js';
import { expectLinear } from '../../support/expect-linear.js';
import { memoryTree } from '../../support/memory-tree.js';

const MANIFESTS = new Map([['package.json', manifestOf('package.json', { workspaces: ['a*'.repeat(50)] })]]);

it('a pattern of many stars takes time linear in the path', () =>
  expectLinear(
    40_000,
    (size) =>
      ['', `${'a'.repeat(size)}b`].map((path) => ({ path, hasManifest: true, lockfiles: [], trace: null })),
    (roots) => workspaceFolders(memoryTree({}), roots, MANIFESTS),
  ));
