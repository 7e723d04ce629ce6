import { extract } from '../extractors/index.js';
import type { Inventory, Problem } from '../model/index.js';
import type { Unpacked } from '../unpackers/index.js';
import { attributeCode } from './coverage.js';

/** Two stages may meet the same unreadable file: it is said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.code}\n${problem.path}\n${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}

/** Names what is in an opened artifact: packages, edges, coverage and what could not be read. */
export async function takeInventory({ tree, problems, image }: Unpacked): Promise<Inventory> {
  const extraction = await extract(tree, { isImage: image !== null });
  const attribution = await attributeCode(tree, extraction.packages);
  return {
    roots: extraction.roots,
    packages: attribution.packages,
    coverage: attribution.coverage,
    problems: distinct([...problems, ...extraction.problems, ...attribution.problems]),
    drifts: extraction.drifts,
    unresolvedImports: extraction.unresolvedImports,
    image,
  };
}
