import { isInPackageFolder } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { ExtractContext, Extractor } from '../extractor.js';

const OF_DOTNET = /\.(?:dll|deps\.json)$|(?:^|\/)packages(?:\.[^/]+)?\.lock\.json$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** Packages of .NET by the lists of libraries that builds leave beside assemblies and in programs. */
export const nuget = {
  id: 'nuget',
  title: '.NET packages (NuGet)',
  recognises(tree: FileTree, { programs = new Set() }: ExtractContext) {
    if ([...programs].some((path) => !isInPackageFolder(path))) return true;
    for (const path of tree.files.keys())
      if (OF_DOTNET.test(path) && !IN_NODE_MODULES.test(path)) return true;
    return false;
  },
  // Loaded where .NET is: most artifacts have none.
  extract: async (tree, context) => (await import('./find-libraries.js')).findLibraries(tree, context),
} satisfies Extractor;
