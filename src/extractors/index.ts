import type { FileTree } from '../files/index.js';
import type { ExtractContext, Extraction, Extractor } from './extractor.js';
import { go } from './go/index.js';
import { maven } from './maven/index.js';
import { npm } from './npm/index.js';
import { pypi } from './pypi/index.js';
import { rubygems } from './rubygems/index.js';
import { system } from './system/index.js';
import { otherLanguages } from './other-languages/index.js';

export { declaredByLockfile } from './npm/declared.js';
export { readPackageList, type PackageList } from './npm/package-list.js';
export type { ExtractContext, Extraction, Extractor, MissingImport, ReleaseSource } from './extractor.js';

/** In their order: later ones are told which files packages of the operating system brought. */
export const EXTRACTORS: readonly Extractor[] = [system, npm, pypi, go, rubygems, maven, otherLanguages];

/** Runs every extractor that recognises the tree and joins what they found. */
export async function extract(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const found: Extraction[] = [];
  const systemFiles = new Set<string>();
  for (const extractor of EXTRACTORS) {
    const known = { ...context, systemFiles };
    if (!extractor.recognises(tree, known)) continue;
    const one = await extractor.extract(tree, known);
    for (const path of one.systemFiles ?? []) systemFiles.add(path);
    found.push(one);
  }
  return {
    roots: found.flatMap(({ roots }) => roots),
    packages: found.flatMap(({ packages }) => packages),
    copies: found.flatMap(({ copies }) => copies),
    problems: found.flatMap(({ problems }) => problems),
    drifts: found.flatMap(({ drifts }) => drifts),
    unresolvedImports: found.flatMap(({ unresolvedImports }) => unresolvedImports),
    ownFiles: new Set(found.flatMap(({ ownFiles = [] }) => [...ownFiles])),
    systemFiles,
  };
}
