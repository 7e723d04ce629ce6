import { expect, it } from 'vitest';
import { manifestOf } from '../../../src/ecosystems/npm/manifest.js';
import { workspaceFolders } from '../../../src/extractors/npm/workspaces.js';
import { memoryTree } from '../../support/memory-tree.js';

const rootAt = (path: string) => ({ path, hasManifest: true, lockfiles: [], trace: null });

async function foldersOf(workspaces: unknown, folders: readonly string[], yaml?: string): Promise<string[]> {
  const tree = memoryTree(yaml === undefined ? {} : { 'pnpm-workspace.yaml': yaml });
  const manifests = new Map([['package.json', manifestOf('package.json', { workspaces })]]);
  return [...(await workspaceFolders(tree, ['', ...folders].map(rootAt), manifests))];
}

it.each([
  ['packages/*', 'packages/a', true],
  ['packages/*', 'packages/a/b', false],
  ['packages/*', 'other/a', false],
  ['./packages/*/', 'packages/a', true],
  ['packages/**', 'packages/a/b', true],
  ['packages/a-*-b', 'packages/a-long-b', true],
  ['packages/a-*-b', 'packages/a-b', false],
  ['*', 'a', true],
  ['a', 'a', true],
  ['a', 'ab', false],
])('the pattern %s names the folder %s: %s', async (pattern, folder, expected) => {
  expect(await foldersOf([pattern], [folder])).toEqual(expected ? [folder] : []);
});

it.each<[string, unknown, string[]]>([
  ['no list', { packages: 'a' }, []],
  ['a list of another kind', [1, null, {}], []],
  ['a list of Yarn', { packages: ['a'] }, ['a']],
])('%s in package.json', async (_, workspaces, expected) => {
  expect(await foldersOf(workspaces, ['a'])).toEqual(expected);
});

it.each([
  ['a list', 'packages:\n  - "a"\n', ['a']],
  ['no YAML', '\t{', []],
  ['another document', '- a', []],
])('%s in pnpm-workspace.yaml', async (_, yaml, expected) => {
  expect(await foldersOf(undefined, ['a'], yaml)).toEqual(expected);
});
