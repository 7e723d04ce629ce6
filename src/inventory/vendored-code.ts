import { limitOf } from '../files/index.js';
import { openBundle, type BundleContext } from '../recognition/index.js';
import type { FileRead, FileTree } from '../files/index.js';
import type { Package } from '../model/index.js';
import { copyInside, insideOf } from './npm/vendored-folders.js';
import { bundledKind, namesPaths, type BundledKind } from './vendored-marks.js';
import { corroboratedCopies } from './corroborated-copies.js';

/** A file that came with a package. */
export interface HostedFile {
  readonly path: string;
  readonly size: number;
  readonly host: Package;
}

/** The evidence in a file; without any, whether the map beside it has some. */
async function kindOf(
  { path, bytes }: FileRead,
  { host }: HostedFile,
  tree: FileTree,
): Promise<BundledKind | null> {
  if (!bytes) return null;
  const kind = bundledKind(bytes, insideOf(host, path));
  const map = `${path}.map`;
  if (kind || !tree.files.has(map)) return kind;
  const beside = await tree.read(map);
  return beside.bytes && namesPaths(beside.bytes) ? 'paths' : null;
}

/** Whether a package is certain to contain another one: a name in a comment, or very little code, is too weak. */
function isSure({ confidence }: Package): boolean {
  return confidence !== 'low';
}

function rowsOf(found: readonly Package[], host: Package): Package[] {
  const kept = new Set(found.filter((row) => isSure(row) && row.name !== host.name).map(({ id }) => id));
  return found
    .filter(({ id }) => kept.has(id))
    .map((row) => ({
      ...row,
      ...copyInside(host),
      // Unknown places are left out: a location without them would stand for the whole file.
      locations: row.locations.map(({ path, ranges = [] }) => ({ path, ranges })),
      dependencies: row.dependencies.filter((id) => kept.has(id)),
    }));
}

/** Merges the rows of a copy that several builds of a package contain. */
function joinBuilds(rows: readonly Package[]): Package[] {
  const joined = new Map<string, Package>();
  for (const row of rows) {
    const key = `${row.vendoredIn} ${row.purl} ${row.candidates.join()}`;
    const known = joined.get(key);
    if (!known) joined.set(key, row);
    else
      joined.set(key, {
        ...known,
        locations: [...known.locations, ...row.locations],
        bytes: known.bytes + row.bytes,
        evidence: [...known.evidence, ...row.evidence],
      });
  }
  return [...joined.values()];
}

/**
 * Decides which files are compared with published code: not those without names, and not copies that have their own
 * manifest; all files with `--closure`.
 */
function comparer({
  fingerprints,
  published,
}: BundleContext): (kind: BundledKind, file: HostedFile) => boolean {
  let left = limitOf('vendored-code');
  return (kind, { size, host }) => {
    const isNamed = kind === 'paths' || host.presence === 'vendored';
    if (!fingerprints || size > left || (isNamed && !published)) return false;
    left -= size;
    return true;
  };
}

/**
 * Packages inside the published files of other packages, bundled by their authors. All traces of bundlers are evidence.
 * @param files files of packages that are large enough, or lie where copies are kept.
 * @param hosts all packages, those around the copies included.
 */
export async function vendoredCode(
  files: readonly HostedFile[],
  hosts: readonly Package[],
  surroundings: BundleContext,
): Promise<Package[]> {
  const { tree, fingerprints } = surroundings;
  const isCompared = comparer(surroundings);
  const hosted = new Map(files.map((file) => [file.path, file]));
  const rows: Package[] = [];
  for await (const read of tree.readMany(hosted.keys())) {
    const file = hosted.get(read.path);
    const kind = file ? await kindOf(read, file, tree) : null;
    if (!file || !kind || !read.bytes) continue;
    // Unexplained code inside a package belongs to that package: no Problem.
    const known = fingerprints && isCompared(kind, file) ? { fingerprints } : {};
    const content = await openBundle(read.path, read.bytes, { tree, namesOnly: true, ...known });
    rows.push(...rowsOf(content.packages, file.host));
  }
  const corroborated = await corroboratedCopies(rows, hosts, tree);
  return joinBuilds(corroborated.sort((a, b) => (a.id < b.id ? -1 : 1)));
}
