import type { FileTree } from '../../files/index.js';
import type { Package, Problem } from '../../model/index.js';
import type { Extraction } from '../extractor.js';
import { condaRows, pythonMetadata, rootOf } from './conda-rows.js';
import { readRecords } from './read-records.js';

function adviceProblem([first, ...others]: readonly Package[]): Problem[] {
  if (!first) return [];
  const count =
    others.length === 0 ? 'package that is none of PyPI is' : `packages that are none of PyPI are`;
  const message = `There is no source of advisories for Conda: ${others.length + 1} ${count} listed, but not checked.`;
  const path = first.locations[0]?.path ?? '';
  return [{ code: 'missing', path, message, affectsCompleteness: true }];
}

/** The packages of all Conda environments in a tree. */
export async function findPackages(tree: FileTree): Promise<Extraction> {
  const { packages, problems } = await readRecords(tree);
  const rows = condaRows(packages, tree);
  // Python itself is one of them: its library is known code.
  const others = packages.filter((found) => pythonMetadata(found) === null);
  return {
    roots: [...new Set(packages.map(({ prefix }) => prefix))].map(rootOf),
    packages: rows,
    copies: [],
    problems: [...problems, ...adviceProblem(rows)],
    drifts: [],
    unresolvedImports: [],
    systemFiles: new Set(others.flatMap(({ present }) => present)),
  };
}
