import { isRuntimeGem, rubygems } from '../../ecosystems/index.js';
import { parentOf, type FileEntry, type FileTree } from '../../files/index.js';
import { PackageOwners, type Package, type Problem } from '../../model/index.js';
import type { MissingImport } from '../extractor.js';
import { COPIES_FOLDER, unexplainedProblem } from '../unexplained-code.js';

const SOURCE = /\.rb$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;
/** Ruby's own library: `lib/ruby/3.4.0`, and what a system adds to it. */
const OF_RUBY = /(?:^|\/)lib(?:64)?\/ruby\/(?:vendor_ruby|site_ruby|\d+\.\d+\.\d+)\//;

/** Ruby code that is in no gem. */
export interface LooseRuby {
  readonly own: ReadonlySet<string>;
  /** Code in folders that people copy packages of others into. */
  readonly copied: readonly FileEntry[];
}

export function looseRuby(tree: FileTree, packages: readonly Package[]): LooseRuby {
  const owners = new PackageOwners(packages);
  const loose = [...tree.files.values()].filter(
    ({ path, size }) =>
      size > 0 &&
      SOURCE.test(path) &&
      !IN_NODE_MODULES.test(path) &&
      !OF_RUBY.test(path) &&
      owners.ownerOf(path) === undefined,
  );
  const isCopied = ({ path }: FileEntry): boolean => COPIES_FOLDER.test(path);
  return {
    own: new Set(loose.filter((entry) => !isCopied(entry)).map(({ path }) => path)),
    copied: loose.filter(isCopied),
  };
}

export function copiedProblem(files: readonly FileEntry[]): Problem[] {
  return unexplainedProblem({
    what: 'Ruby code in folders for copies of others that no specification of a gem describes',
    files,
    topOf: parentOf,
    advice: 'Install gems by Bundler, so that they can be checked.',
  });
}

const REQUIRED = /^[ \t]*require[ \t(]+["']([\w-]{1,64})["']/gm;

/** Gems of the AWS SDK that code or gems require and that are not here: Lambda's runtime provides them. */
export async function missingSdk(
  tree: FileTree,
  own: ReadonlySet<string>,
  { packages, required }: { readonly packages: readonly Package[]; readonly required: readonly string[] },
): Promise<MissingImport[]> {
  const here = new Set(packages.map(({ name }) => name));
  const byCode = new Set<string>();
  for await (const { bytes } of tree.readMany(own)) {
    if (!bytes) continue;
    for (const [, name = ''] of new TextDecoder('latin1').decode(bytes).matchAll(REQUIRED)) byCode.add(name);
  }
  const byGems = new Set(required.filter((name) => !byCode.has(name)));
  const isMissing = (name: string): boolean => isRuntimeGem(name) && !here.has(name);
  const missing = (names: ReadonlySet<string>, by: MissingImport['by']): MissingImport[] =>
    [...names].filter(isMissing).map((name) => ({ name, ecosystem: rubygems.name, by }));
  return [...missing(byCode, 'application'), ...missing(byGems, 'package')];
}
