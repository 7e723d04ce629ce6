import type { FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { findLists, FORMAT_OF, type ListFile } from './find-lists.js';
import { findOsRelease, NO_RELEASE } from './os-release.js';
import { readLists, type SystemContents } from './read-lists.js';
import { findSystemFiles, type SystemFiles } from './system-files.js';
import { packageId } from './system-package.js';
import { rootOf, systemOf, systemRows, type System } from './system-rows.js';

/** An image whose list of packages was removed, or is another package manager's: nothing tells what is in it. */
async function lackOfLists(tree: FileTree): Promise<Problem[]> {
  const release = await findOsRelease(tree, '');
  if (release === NO_RELEASE) return [];
  const { title } = systemOf(release, { root: '', format: 'deb' });
  const message = `Is an image of ${title} without a list of system packages that dpkg, apk or rpm keep: they are unknown, and were not checked.`;
  return [{ code: 'missing', path: 'etc/os-release', message, affectsCompleteness: true }];
}

/** Ids of the packages in the lowest layer that lists some; null if that is the only one, or a list has a file for each package. */
async function baseOf(
  layers: readonly FileTree[],
  lists: readonly ListFile[],
): Promise<ReadonlySet<string> | null> {
  if (lists.some(({ kind }) => kind === 'dpkg-part')) return null;
  const lowest = layers.find(({ files }) => lists.some(({ path }) => files.has(path)));
  if (!lowest || layers.length < 2) return null;
  const own = lists.filter(({ path }) => lowest.files.has(path));
  const { packages } = await readLists(lowest, own);
  return new Set(packages.map(packageId));
}

function adviceProblem(system: System, { packages }: SystemContents, lists: readonly ListFile[]): Problem[] {
  if (system.hasAdvisories || packages.length === 0) return [];
  const count = packages.length === 1 ? '1 system package is' : `${packages.length} system packages are`;
  const message = `There is no source of advisories for ${system.title}: its ${count} listed, but not checked.`;
  return [{ code: 'missing', path: lists[0]?.path ?? '', message, affectsCompleteness: true }];
}

interface OneSystem extends Pick<Extraction, 'roots' | 'packages' | 'problems'> {
  readonly files: SystemFiles;
}

async function readOne(
  tree: FileTree,
  [root, lists]: readonly [string, readonly ListFile[]],
  layers: readonly FileTree[],
): Promise<OneSystem> {
  const release = await findOsRelease(tree, root);
  const [first] = lists;
  const system = systemOf(release, { root, format: first ? FORMAT_OF[first.kind] : 'deb' });
  const contents = await readLists(tree, lists);
  const files = await findSystemFiles(tree, root, contents.packages);
  const base = await baseOf(layers, lists);
  return {
    roots: [rootOf(system)],
    packages: systemRows(contents.packages, { system, files, tree, base }),
    problems: [...contents.problems, ...adviceProblem(system, contents, lists)],
    files,
  };
}

/** Reads the packages of all systems in a tree; an image without any is a Problem. */
export async function readSystems(
  tree: FileTree,
  { isImage, layers = [] }: ExtractContext,
): Promise<Extraction> {
  const systems: OneSystem[] = [];
  for (const entry of findLists(tree)) systems.push(await readOne(tree, entry, layers));
  const lacking = isImage && systems.length === 0 ? await lackOfLists(tree) : [];
  return {
    roots: systems.flatMap(({ roots }) => roots),
    packages: systems.flatMap(({ packages }) => packages),
    copies: [],
    problems: [...systems.flatMap(({ problems }) => problems), ...lacking],
    drifts: [],
    unresolvedImports: [],
    systemFiles: new Set(systems.flatMap(({ files }) => [...files.keys()])),
  };
}
