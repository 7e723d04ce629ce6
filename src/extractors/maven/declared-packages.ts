import { maven } from '../../ecosystems/index.js';
import { baseOf, beyondLimit, limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { ApplicationRoot, Package, Problem } from '../../model/index.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { packageRow } from '../package-row.js';
import { rootIdOf } from './java-packages.js';
import { isProjectFile } from './locate-jars.js';
import { readPom, type Pom } from './read-pom.js';

/** What files of a project declare that was not built. */
interface DeclaredPackages {
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
}

interface Project {
  readonly path: string;
  readonly pom: Pom;
}

async function readProjects(
  tree: FileTree,
  paths: readonly string[],
): Promise<{ readonly projects: readonly Project[]; readonly problems: readonly Problem[] }> {
  const projects: Project[] = [];
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(paths))
    if (problem) problems.push(problem);
    else if (bytes.length > limitOf('java-metadata'))
      problems.push(beyondLimit('java-metadata', path, 'Is too large to be read.'));
    else projects.push({ path, pom: readPom(new TextDecoder().decode(bytes)) });
  return { projects, problems };
}

/** Only a build knows what the packages require themselves, and the versions that parents decide. */
function notBuilt({ path }: Project): Problem {
  const message =
    'The project was not built: the packages that its dependencies require were not seen. Build it, and scan the jar or the zip.';
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

function rowsOf({ path, pom }: Project, modules: ReadonlySet<string | null>): Package[] {
  const wanted = pom.dependencies.filter(({ name, isDeployed }) => isDeployed && !modules.has(name));
  const byName = new Map(wanted.map((each) => [each.name, each]));
  return [...byName.values()].map(({ name, version }) =>
    packageRow(maven, {
      id: `maven:${path}#${name}`,
      name,
      version,
      presence: 'declared',
      root: rootIdOf(parentOf(path)),
      direct: true,
      places: [path],
      evidence: { method: 'pom', path, detail: null },
    }),
  );
}

function rootOf(path: string, name: string | null, manager: string): ApplicationRoot {
  return { id: rootIdOf(parentOf(path)), path: parentOf(path), name, manager };
}

/** Packages that `gradle.lockfile` or `pom.xml` of a project declare: for artifacts without jars, which say what was built. */
export async function declaredPackages(tree: FileTree): Promise<DeclaredPackages> {
  const paths = [...tree.files.keys()].filter(isProjectFile);
  const { lockfiles, problems } = await readManagerLocks(
    tree,
    { manager: 'gradle', ecosystem: maven },
    isProjectFile,
  );
  const poms = paths.filter((path) => baseOf(path) === 'pom.xml');
  const { projects, problems: unread } = await readProjects(tree, poms);
  const modules = new Set(projects.map(({ pom }) => pom.name));
  const named = projects.map((project) => ({ project, rows: rowsOf(project, modules) }));
  const declaring = named.filter(({ rows }) => rows.length > 0);
  return {
    roots: [
      ...lockfiles.map(({ path }) => rootOf(path, null, 'gradle')),
      ...declaring.map(({ project }) => rootOf(project.path, project.pom.name, 'maven')),
    ],
    packages: [
      ...lockfiles.flatMap((lock) =>
        declaredRows(lock, { ecosystem: maven, root: rootIdOf(parentOf(lock.path)) }),
      ),
      ...declaring.flatMap(({ rows }) => rows),
    ],
    problems: [...problems, ...unread, ...declaring.map(({ project }) => notBuilt(project))],
  };
}
