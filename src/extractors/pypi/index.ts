import { baseOf, type FileTree } from '../../files/index.js';
import { pythonLockfileOf } from '../../lockfiles/index.js';
import type { Problem } from '../../model/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import type { Distribution } from './distribution.js';
import { environmentOf } from './environment.js';
import { ownersOf, type FileOwners } from './file-owners.js';
import { locateMetadata } from './locate-metadata.js';
import { missingImports } from './missing-imports.js';
import { readLocks } from './locks.js';
import { looseCode, unexplainedPython } from './own-code.js';
import { carriersOf, placesOf } from './package-places.js';
import { packageRows } from './package-rows.js';
import { PYTHON_CODE } from './python-files.js';
import { readDistributions } from './read-distributions.js';
import { resolveRequirements } from './requirement-graph.js';
import {
  carriersAmong,
  findUnlisted,
  unlistedId,
  unlistedRows,
  type UnlistedPackage,
} from './unlisted-packages.js';
import { vendorListRows } from './vendor-list.js';
import { wheelSboms } from './wheel-sboms.js';

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

/** Places of packages with metadata, then of those without. */
function allPlaces(
  tree: FileTree,
  { distributions, owners }: Survey,
  unlisted: readonly UnlistedPackage[],
): { readonly owners: FileOwners; readonly places: readonly (readonly string[])[] } {
  const first = distributions.length;
  const joined = new Map(owners);
  for (const [index, { files }] of unlisted.entries())
    for (const path of files) joined.set(path, first + index);
  const carriers = new Map(carriersOf(distributions));
  const sites = [...distributions.map(({ folder }) => folder.site), ...unlisted.map(({ site }) => site)];
  for (const [index, carrier] of carriersAmong(unlisted, sites)) carriers.set(index, first + carrier);
  const packages = [
    ...distributions.map(({ name, folder: { site, path } }) => ({ name, site, metadata: path })),
    ...unlisted.map(({ name, site }) => ({ name, site, metadata: null })),
  ];
  return { owners: joined, places: placesOf(tree, packages, { owners: joined, carriers }) };
}

/** Ids of the packages without metadata that carry others with metadata, by the others' index. */
function hostsOf(
  distributions: readonly Distribution[],
  unlisted: readonly UnlistedPackage[],
): ReadonlyMap<number, string> {
  const sites = distributions.map(({ folder }) => folder.site);
  const carriers = [...carriersAmong(unlisted, sites)];
  return new Map(
    carriers.flatMap(([index, carrier]) => {
      const found = unlisted[carrier];
      return found ? [[index, unlistedId(found)] as const] : [];
    }),
  );
}

async function extract(
  tree: FileTree,
  { isImage, releases, python, systemFiles = new Set() }: ExtractContext,
): Promise<Extraction> {
  const found = await survey(tree);
  const { distributions, problems } = found;
  const unlisted = await findUnlisted(tree, found.owners, releases);
  const { owners, places } = allPlaces(tree, found, unlisted);
  const carriers = carriersOf(distributions);
  const hosts = hostsOf(distributions, unlisted);
  const environment = environmentOf(distributions, tree.files.keys(), python);
  const resolved = resolveRequirements(distributions, carriers, environment);
  const locks = await readLocks(tree, { distributions, carriers, owners, environment, unlisted });
  const listed = await wheelSboms(tree, distributions);
  const loose = await looseCode(tree, owners);
  const sites = new Set([
    ...distributions.map(({ folder }) => folder.site),
    ...unlisted.map(({ site }) => site),
  ]);
  const { required, declared } = locks;
  const unexplained = loose.unexplained.filter(({ path }) => !systemFiles.has(path));
  return {
    roots: locks.roots,
    packages: [
      ...packageRows({ distributions, places, carriers, hosts, resolved, required }),
      ...unlistedRows(unlisted, { places: places.slice(distributions.length), required }),
      ...(await vendorListRows(tree, found.owners, distributions)),
      ...listed.packages,
      ...declared,
    ],
    copies: [],
    problems: [...problems, ...listed.problems, ...locks.problems, ...unexplainedPython(unexplained)],
    drifts: locks.drifts,
    comparesLockfile: locks.comparesLockfile,
    unresolvedImports: isImage ? [] : await missingImports(tree, loose.own, { sites: [...sites], resolved }),
    ownFiles: loose.own,
  };
}

/** Packages of pip, uv, Poetry, PDM, Pipenv, and those of Python in Conda's environments, by the metadata that installers leave beside them. */
export const pypi = {
  id: 'pypi',
  title: 'Python packages (pip, uv, Poetry, PDM, Pipenv)',
  recognises(tree) {
    for (const path of tree.files.keys())
      if (PYTHON_CODE.test(path) || /-info(?:\/|$)/i.test(path) || pythonLockfileOf(baseOf(path)) !== null)
        return true;
    return false;
  },
  extract,
} satisfies Extractor;
