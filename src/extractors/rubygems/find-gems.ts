import { rubygems } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { lockDrifts } from '../lock-drift.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { gemRows, rootIdOf, rootsOf } from './gem-rows.js';
import { locateGems } from './locate-gems.js';
import { copiedProblem, looseRuby, missingSdk } from './own-code.js';
import { readGems } from './read-gems.js';

/** The folder that a lockfile's gems will be installed for. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A lockfile inside of a gem or a package of another language is not the application's. */
const IN_PACKAGE = /(?:^|\/)(?:gems\/[^/]+|node_modules|site-packages)\//;

/** `Gemfile.lock` also lists what only tests need, and Bundler itself in another place. */
const LOCK_RULES = { ecosystem: rubygems, listsAll: true, isAllInstalled: false, tools: ['bundler'] };

/** Finds gems, and what lockfiles declare where none is installed. */
export async function findGems(
  tree: FileTree,
  { isImage, systemFiles = new Set() }: ExtractContext,
): Promise<Extraction> {
  const { gems, problems } = await readGems(tree, locateGems(tree, systemFiles));
  const locks = await readManagerLocks(
    tree,
    { manager: 'bundler', ecosystem: rubygems },
    (path) => !IN_PACKAGE.test(path),
  );
  const found = gemRows(gems, locks.direct);
  const isInstalled = found.packages.some(({ presence }) => presence === 'installed');
  const declared: readonly Package[] = isInstalled
    ? []
    : locks.lockfiles.flatMap((lock) =>
        declaredRows(lock, { ecosystem: rubygems, root: rootIdOf(folderOf(lock.path)) }),
      );
  const packages = [...found.packages, ...declared];
  const { own, copied } = looseRuby(tree, packages);
  const required = gems.flatMap(({ dependencies }) => dependencies.map(({ name }) => name));
  const homes = [
    ...gems.map(({ home }) => home),
    ...(isInstalled ? [] : locks.lockfiles.map(({ path }) => folderOf(path))),
  ];
  const roots = rootsOf(homes);
  return {
    ...NOTHING_FOUND,
    ...lockDrifts({ roots, packages: found.packages }, locks.lockfiles, LOCK_RULES),
    roots,
    packages,
    problems: [
      ...problems,
      ...found.problems,
      ...locks.problems,
      ...copiedProblem(copied.filter(({ path }) => !systemFiles.has(path))),
    ],
    unresolvedImports: isImage ? [] : await missingSdk(tree, own, { packages, required }),
    ownFiles: own,
  };
}
