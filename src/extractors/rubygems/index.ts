import { baseOf, type FileTree } from '../../files/index.js';
import type { Extractor } from '../extractor.js';

const OF_RUBY = /\.(?:rb|gemspec)$/i;
const LOCKFILES: ReadonlySet<string> = new Set(['Gemfile.lock', 'gems.locked']);
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** Gems by their specifications, as RubyGems and Bundler leave them, else those that Bundler's lockfile declares. */
export const rubygems = {
  id: 'rubygems',
  title: 'Ruby gems (RubyGems, Bundler)',
  recognises(tree: FileTree) {
    for (const path of tree.files.keys())
      if ((OF_RUBY.test(path) || LOCKFILES.has(baseOf(path))) && !IN_NODE_MODULES.test(path)) return true;
    return false;
  },
  // Loaded where Ruby is: most artifacts have none.
  extract: async (tree, context) => (await import('./find-gems.js')).findGems(tree, context),
} satisfies Extractor;
