import { groupBy } from '../../model/index.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { textFacts } from '../text-facts.js';
import type { Import, OriginalFile } from '../build-evidence.js';
import { nearestCopy } from '../nearest-copy.js';
import { pathInPackage, type Owner, type OwningPackage } from '../source-owner.js';
import type { MappedSource } from './stated-versions.js';

/** A module in a map, with its owner. */
export interface OwnedSource {
  readonly owner: Owner;
  readonly content: string;
}

/** Files of packages as they were published. */
export function originalsOf(sources: readonly MappedSource[]): OriginalFile[] {
  return sources.map(({ path, owner, content }) => {
    return { owner, path: pathInPackage(path, owner), ...textFacts(content) };
  });
}

const SPECIFIER = /\b(?:require|import|from)\s{0,4}\(?\s{0,4}["']([\w@][^"'\\\n]{0,213})["']/g;

/** Names of packages that a text may import, found by text search. The bundle's other owners show which ones are packages. */
function namesIn(text: string): Set<string> {
  return new Set(
    Array.from(text.matchAll(SPECIFIER), ([, specifier = '']) => packageOfSpecifier(specifier)).filter(
      (name) => name !== null,
    ),
  );
}

/** The copies of each package that own modules. */
function copiesIn(sources: readonly OwnedSource[]): Map<string, OwningPackage[]> {
  const folders = new Map(
    sources.flatMap(({ owner }) => (owner.kind === 'package' ? [[owner.folder, owner] as const] : [])),
  );
  return groupBy(folders.values(), ({ name }) => [name]);
}

/** Imports between the owners that a map names. */
export function importsIn(sources: readonly OwnedSource[]): Import[] {
  const copies = copiesIn(sources);
  const imports = new Map<string, Import>();
  for (const { owner: from, content } of sources) {
    const folder = from.kind === 'package' ? from.folder : '';
    for (const name of namesIn(content)) {
      const to = nearestCopy(copies.get(name) ?? [], folder);
      if (to) imports.set(`${folder}\0${to.folder}`, { from, to });
    }
  }
  return [...imports.values()];
}
