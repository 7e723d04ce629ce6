import { limitOf, resolveLink, type FileTree } from '../../files/index.js';
import { packageId, type SystemPackage } from './system-package.js';

/** Files of packages by where they really are, with the `packageId` of their package. */
export type SystemFiles = ReadonlyMap<string, string>;

/**
 * Where packages of a distribution put code. Other places are the application's or the administrator's: a list that names files there
 * explains none of them. https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html
 */
const OF_SYSTEM = /^(?:usr\/(?!local\/|src\/)|s?bin\/|lib(?:32|64|x32)?\/|etc\/)/;

/** `usr/bin/env` of `/usr/bin/env` and `./usr/bin/env`. */
function pathIn(line: string): string {
  return line.replace(/^\.?\//, '');
}

/** Paths in `NAME.list`, a line each, and in `NAME.md5sums`, behind a digest. */
function* linesOf(text: string, isDigests: boolean): Generator<string> {
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, end);
    yield isDigests ? line.slice(line.indexOf(' ') + 1).trimStart() : line;
    at = end + 1;
  }
}

/** Where dpkg lists the files of packages, by the names that the lists of a package may have. */
function fileLists(
  tree: FileTree,
  root: string,
  packages: readonly SystemPackage[],
): Map<string, SystemPackage> {
  const lists = new Map<string, SystemPackage>();
  for (const found of packages) {
    const { name, architecture, path } = found;
    const info = `${root}var/lib/dpkg/info/`;
    const places = [`${info}${name}:${architecture}.list`, `${info}${name}.list`, `${path}.md5sums`];
    const place = places.find((each) => tree.files.has(each));
    if (place !== undefined && !lists.has(place)) lists.set(place, found);
  }
  return lists;
}

/**
 * The files that packages of a system brought, as the lists say. A list can say anything: what it names is not thereby known code.
 * @param root folder of the system, with a slash at its end; '' for the root.
 */
export async function findSystemFiles(
  tree: FileTree,
  root: string,
  packages: readonly SystemPackage[],
): Promise<SystemFiles> {
  const files = new Map<string, string>();
  let left = limitOf('system-files');

  function add(path: string, id: string): void {
    if (path === '' || (left -= 1) < 0) return;
    const own = pathIn(path);
    if (!OF_SYSTEM.test(own)) return;
    const written = root + own;
    const real = tree.files.has(written) ? written : resolveLink(tree, written);
    if (real !== undefined && tree.files.has(real) && !files.has(real)) files.set(real, id);
  }

  for (const found of packages) for (const path of found.files ?? []) add(path, packageId(found));
  const lists = fileLists(
    tree,
    root,
    packages.filter(({ files: own }) => own === null),
  );
  for await (const { path, bytes } of tree.readMany(lists.keys())) {
    const found = lists.get(path);
    if (!bytes || !found) continue;
    const text = Buffer.from(bytes).toString('utf8');
    for (const line of linesOf(text, path.endsWith('.md5sums'))) add(line, packageId(found));
  }
  return files;
}
