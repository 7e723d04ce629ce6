import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isFields, npmManagerOf, parseFields } from '../../ecosystems/index.js';
import type { NpmProject } from '../../published/index.js';
import type { EditedManifest } from '../../remediation/index.js';
import type { ProjectFacts } from './fix-workspace.js';

const MANIFEST = 'package.json';

/** Folders of the project that a lockfile names: members of a workspace, and linked folders. None leaves the project. */
function foldersIn(lockfile: string | null): string[] {
  const packages = lockfile === null ? null : parseFields(Buffer.from(lockfile))?.packages;
  if (!isFields(packages)) return [];
  return Object.keys(packages).filter(
    (path) =>
      path !== '' &&
      !path.startsWith('/') &&
      !/^[a-z]:/i.test(path) &&
      !path.split(/[/\\]/).some((part) => part === '..' || part === 'node_modules'),
  );
}

/** Path below the project's folder, POSIX. */
function below(folder: string, path: string): string {
  return relative(folder, resolve(path)).split(sep).join('/');
}

function manifestsIn({ folder, lockfile }: ProjectFacts): Map<string, string> {
  const paths = [MANIFEST, ...foldersIn(lockfile).map((path) => `${path}/${MANIFEST}`)];
  return new Map(
    paths
      .filter((path) => existsSync(join(folder, path)))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

/** Path → text of the members' manifests, as the plan of a workspace's root needs them; empty for anything else. */
export function memberManifests(facts: ProjectFacts): ReadonlyMap<string, string> {
  if (facts.member !== '' || facts.manager !== npmManagerOf(null).id) return new Map();
  const manifests = manifestsIn(facts);
  manifests.delete(MANIFEST);
  return manifests;
}

/**
 * The texts that npm's resolver needs of a project, with the edits of a plan.
 * @param manifest path of the edited manifest. @param edited null: the texts as they are on disk.
 */
export function npmProjectOf(
  facts: ProjectFacts,
  manifest: string,
  { edited, update }: { readonly edited: EditedManifest | null; readonly update: readonly string[] },
): NpmProject {
  const texts = manifestsIn(facts);
  const { folder, lockfile, lockfilePath } = facts;
  if (lockfile !== null && lockfilePath !== null) texts.set(basename(lockfilePath), lockfile);
  if (edited) texts.set(below(folder, manifest), edited.text);
  if (edited?.overrides && !edited.overrides.isYaml)
    texts.set(below(folder, edited.overrides.name), edited.overrides.text);
  return { folderName: basename(folder) || 'project', texts, update };
}
