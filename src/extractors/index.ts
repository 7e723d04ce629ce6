import type { FileTree } from '../files/index.js';
import type { ExtractContext, Extraction, Extractor } from './extractor.js';
import { conda } from './conda/index.js';
import { cratesIo } from './crates-io/index.js';
import { go } from './go/index.js';
import { maven } from './maven/index.js';
import { npm } from './npm/index.js';
import { nuget } from './nuget/index.js';
import { packagist } from './packagist/index.js';
import { pypi } from './pypi/index.js';
import { rubygems } from './rubygems/index.js';
import { system } from './system/index.js';
import { otherLanguages } from './other-languages/index.js';

export { declaredByLockfile } from './npm/declared.js';
export { readPackageList, type PackageList } from './npm/package-list.js';
export type {
  ClassSource,
  ExtractContext,
  Extraction,
  Extractor,
  MissingImport,
  ReleaseSource,
} from './extractor.js';

/** In their order: later ones are told which files packages of the operating system brought. */
export const EXTRACTORS: readonly Extractor[] = [
  system,
  conda,
  npm,
  pypi,
  go,
  cratesIo,
  rubygems,
  packagist,
  nuget,
  maven,
  otherLanguages,
];

/** Files that packages were found inside of. */
function explainedBy({ packages }: Extraction): string[] {
  const bundled = packages.filter(({ presence }) => presence === 'bundled');
  return bundled.flatMap(({ locations }) => locations.map(({ path }) => path));
}

/** Runs every extractor that recognises the tree and joins what they found. */
export async function extract(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const found: Extraction[] = [];
  const systemFiles = new Set<string>();
  // A program is of one language: what one extractor explains is not read again by the others.
  const programs = new Set(context.programs);
  for (const extractor of EXTRACTORS) {
    const known = { ...context, systemFiles, programs };
    if (!extractor.recognises(tree, known)) continue;
    const one = await extractor.extract(tree, known);
    for (const path of one.systemFiles ?? []) systemFiles.add(path);
    for (const path of explainedBy(one)) programs.delete(path);
    found.push(one);
  }
  return {
    roots: found.flatMap(({ roots }) => roots),
    packages: found.flatMap(({ packages }) => packages),
    copies: found.flatMap(({ copies }) => copies),
    problems: found.flatMap(({ problems }) => problems),
    drifts: found.flatMap(({ drifts }) => drifts),
    comparesLockfile: found.some(({ comparesLockfile = false }) => comparesLockfile),
    unresolvedImports: found.flatMap(({ unresolvedImports }) => unresolvedImports),
    ownFiles: new Set(found.flatMap(({ ownFiles = [] }) => [...ownFiles])),
    systemFiles,
  };
}
