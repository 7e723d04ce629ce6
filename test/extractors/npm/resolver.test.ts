import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locatePackages } from '../../../src/extractors/npm/locate-packages.js';
import { joinManifests } from '../../../src/extractors/npm/installed-tree.js';
import { manifestOf } from '../../../src/ecosystems/npm/manifest.js';
import { createResolver } from '../../../src/extractors/npm/resolver.js';
import { memoryTree } from '../../support/memory-tree.js';

interface ArboristNode {
  resolve(name: string): { readonly location: string } | null;
}
interface ArboristOptions {
  readonly path: string;
  readonly root?: ArboristNode;
  readonly pkg: object;
}
/** npm's own model of a tree, as the oracle. */
const Node = createRequire(import.meta.url)('@npmcli/arborist/lib/node.js') as new (
  options: ArboristOptions,
) => ArboristNode;

function resolverOf(paths: readonly string[], links: Readonly<Record<string, string>> = {}) {
  const tree = memoryTree(Object.fromEntries(paths.map((path) => [`${path}/package.json`, '{}'])), links);
  return createResolver(tree, joinManifests(locatePackages(tree).folders.values(), new Map()));
}

const name = fc.constantFrom('a', 'b', 'c', '@s/d');
/** Folders of a random tree in which every parent is a package as well. */
const chains = fc
  .array(fc.array(name, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((lists) => {
    const folders = new Set<string>();
    for (const list of lists) {
      let folder = '';
      for (const item of list) {
        folder += `${folder && '/'}node_modules/${item}`;
        folders.add(folder);
      }
    }
    return [...folders].sort((a, b) => a.length - b.length);
  });

describe('createResolver', () => {
  it("finds what npm's arborist finds, from every package of random trees", () => {
    fc.assert(
      fc.property(chains, (folders) => {
        const root = new Node({ path: '/app', pkg: {} });
        const nodes = folders.map((folder) => ({
          folder,
          node: new Node({ path: `/app/${folder}`, root, pkg: {} }),
        }));
        const resolver = resolverOf(folders);
        for (const { folder, node } of nodes) {
          for (const wanted of ['a', 'b', 'c', '@s/d']) {
            expect(resolver.resolve(folder, wanted, '*')?.folder.path).toBe(node.resolve(wanted)?.location);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      'a sibling through a link',
      'node_modules/.pnpm/a@1/node_modules/a',
      'b',
      'node_modules/.pnpm/b@2/node_modules/b',
    ],
    ['the root through a link', '', 'a', 'node_modules/.pnpm/a@1/node_modules/a'],
    ['nothing past the root', '', 'b', undefined],
  ])('finds %s', (...[, from, wanted, expected]) => {
    const folders = ['node_modules/.pnpm/a@1/node_modules/a', 'node_modules/.pnpm/b@2/node_modules/b'];
    const links = {
      'node_modules/a': folders[0] ?? '',
      'node_modules/.pnpm/a@1/node_modules/b': folders[1] ?? '',
    };
    expect(resolverOf(folders, links).resolve(from, wanted, '*')?.folder.path).toBe(expected);
  });

  it('does not look in a node_modules folder of a node_modules folder', () => {
    const resolver = resolverOf(['node_modules/x', 'node_modules/node_modules/a']);
    expect(resolver.resolve('node_modules/x', 'a', '*')).toBeUndefined();
  });

  it('sees through a linked node_modules folder', () => {
    const resolver = resolverOf(['shared/node_modules/a'], { 'fn/node_modules': 'shared/node_modules' });
    expect(resolver.resolve('fn', 'a', '*')?.folder.path).toBe('shared/node_modules/a');
  });

  it("takes the newest fitting package of Plug'n'Play archives", () => {
    const paths = ['1.2.0', '1.10.0', '2.0.0'].map(
      (version) => `.yarn/cache/a-${version}.zip!/node_modules/a`,
    );
    const files = Object.fromEntries(paths.map((path) => [`${path}/package.json`, '{}']));
    const tree = memoryTree({ ...files, '.pnp.cjs': '' });
    const manifests = paths.map((path) => {
      const version = /a-(.*)\.zip/.exec(path)?.[1];
      return [`${path}/package.json`, manifestOf(path, { name: 'a', version })] as const;
    });
    const resolver = createResolver(
      tree,
      joinManifests(locatePackages(tree).folders.values(), new Map(manifests)),
    );
    expect(resolver.resolve('src', 'a', '^1.0.0')?.version).toBe('1.10.0');
  });
});
