import { extract } from '../extractors/index.js';
import { distinctProblems, type Inventory } from '../model/index.js';
import type { Unpacked } from '../unpackers/index.js';
import { attributeCode, type KnownCode } from './coverage.js';
import { unresolvedIn } from './optional-imports.js';

/**
 * Names what is in an opened artifact: packages, edges, coverage and what could not be read.
 * @param known what bundled code is compared with; without it only what bundlers left is evidence.
 */
export async function takeInventory(
  { tree, problems, image }: Unpacked,
  known: KnownCode = {},
): Promise<Inventory> {
  const extraction = await extract(tree, { isImage: image !== null });
  const attribution = await attributeCode(tree, extraction.packages, known);
  return {
    roots: [...extraction.roots, ...attribution.roots],
    packages: attribution.packages,
    coverage: attribution.coverage,
    problems: distinctProblems([...problems, ...extraction.problems, ...attribution.problems]),
    drifts: extraction.drifts,
    unresolvedImports: await unresolvedIn(
      extraction.unresolvedImports,
      attribution.packages,
      known.fingerprints ?? (() => Promise.resolve(null)),
    ),
    bootstrap: tree.files.has('bootstrap') || tree.links.has('bootstrap'),
    image,
  };
}
