import type { FileTree } from '../files/index.js';
import type { ExtractContext, Extraction, Extractor } from './extractor.js';
import { go } from './go/index.js';
import { maven } from './maven/index.js';
import { npm } from './npm/index.js';
import { pypi } from './pypi/index.js';
import { rubygems } from './rubygems/index.js';
import { otherLanguages } from './other-languages/index.js';

export { declaredByLockfile } from './npm/declared.js';
export { readPackageList, type PackageList } from './npm/package-list.js';
export type { ExtractContext, Extraction, Extractor, MissingImport, ReleaseSource } from './extractor.js';

export const EXTRACTORS: readonly Extractor[] = [npm, pypi, go, rubygems, maven, otherLanguages];

/** Runs every extractor that recognises the tree and joins what they found. */
export async function extract(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const found: Extraction[] = [];
  for (const extractor of EXTRACTORS) {
    if (extractor.recognises(tree, context)) found.push(await extractor.extract(tree, context));
  }
  return {
    roots: found.flatMap(({ roots }) => roots),
    packages: found.flatMap(({ packages }) => packages),
    copies: found.flatMap(({ copies }) => copies),
    problems: found.flatMap(({ problems }) => problems),
    drifts: found.flatMap(({ drifts }) => drifts),
    unresolvedImports: found.flatMap(({ unresolvedImports }) => unresolvedImports),
    ownFiles: new Set(found.flatMap(({ ownFiles = [] }) => [...ownFiles])),
  };
}
