import { baseOf, type FileTree } from '../../files/index.js';
import { PYTHON_LOCKFILES } from '../../lockfiles/index.js';
import type { Problem } from '../../model/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import type { Distribution } from './distribution.js';
import { environmentOf } from './environment.js';
import { ownersOf, type FileOwners } from './file-owners.js';
import { locateMetadata } from './locate-metadata.js';
import { missingImports } from './missing-imports.js';
import { readLocks } from './locks.js';
import { looseCode, unexplainedProblem } from './own-code.js';
import { carriersOf, placesOf } from './package-places.js';
import { packageRows } from './package-rows.js';
import { PYTHON_CODE } from './python-files.js';
import { readDistributions } from './read-distributions.js';
import { resolveRequirements } from './requirement-graph.js';

interface Survey {
  readonly distributions: readonly Distribution[];
  readonly owners: FileOwners;
  readonly problems: readonly Problem[];
}

function replacedProblem({ folder: { path }, name, version }: Distribution): Problem {
  const message = `Metadata of ${name} ${version ?? ''} is left, but its files are those of another release: it is no package.`;
  return { code: 'unresolved', path, message, affectsCompleteness: false };
}

/** The packages that are there, without those whose files another release replaced. */
async function survey(tree: FileTree): Promise<Survey> {
  const { distributions, problems } = await readDistributions(tree, locateMetadata(tree));
  const { owners, replaced } = await ownersOf(tree, distributions);
  if (replaced.size === 0) return { distributions, owners, problems };
  const left = distributions.filter((_, index) => !replaced.has(index));
  const gone = distributions.filter((_, index) => replaced.has(index));
  const settled = await ownersOf(tree, left);
  return {
    distributions: left,
    owners: settled.owners,
    problems: [...problems, ...gone.map(replacedProblem)],
  };
}

async function extract(tree: FileTree, { isImage }: ExtractContext): Promise<Extraction> {
  const { distributions, owners, problems } = await survey(tree);
  const carriers = carriersOf(distributions);
  const places = placesOf(tree, distributions, { owners, carriers });
  const environment = environmentOf(distributions);
  const resolved = resolveRequirements(distributions, carriers, environment);
  const locks = await readLocks(tree, { distributions, carriers, owners, environment });
  const loose = await looseCode(tree, owners);
  const sites = [...new Set(distributions.map(({ folder }) => folder.site))];
  return {
    roots: locks.roots,
    packages: [
      ...packageRows({ distributions, places, carriers, resolved, required: locks.required }),
      ...locks.declared,
    ],
    copies: [],
    problems: [...problems, ...locks.problems, ...unexplainedProblem(loose.unexplained)],
    drifts: locks.drifts,
    unresolvedImports: isImage ? [] : await missingImports(tree, loose.own, { sites, resolved }),
    ownFiles: loose.own,
  };
}

/** Packages of pip, uv, Poetry, PDM, Pipenv and Conda, by the metadata that installers leave beside them. */
export const pypi = {
  id: 'pypi',
  title: 'Python packages (pip, uv, Poetry, PDM, Pipenv)',
  recognises(tree) {
    for (const path of tree.files.keys())
      if (PYTHON_CODE.test(path) || /-info(?:\/|$)/i.test(path) || PYTHON_LOCKFILES.has(baseOf(path)))
        return true;
    return false;
  },
  extract,
} satisfies Extractor;
