import { limitOf } from '../files/index.js';
import { openBundle, type BundleContext } from '../recognition/index.js';
import type { FileRead, FileTree } from '../files/index.js';
import type { Package } from '../model/index.js';
import { copyInside, insideOf } from './vendored-folders.js';
import { meltedKind, namesPaths, type MeltedKind } from './vendored-marks.js';
import { vouchedCopies } from './vouched-copies.js';

/** A file that came with a package. */
export interface HostedFile {
  readonly path: string;
  readonly size: number;
  readonly host: Package;
}

/** What a file says; where that is nothing, whether the map beside it does. */
async function kindOf(
  { path, bytes }: FileRead,
  { host }: HostedFile,
  tree: FileTree,
): Promise<MeltedKind | null> {
  if (!bytes) return null;
  const kind = meltedKind(bytes, insideOf(host, path));
  const map = `${path}.map`;
  if (kind || !tree.files.has(map)) return kind;
  const beside = await tree.read(map);
  return beside.bytes && namesPaths(beside.bytes) ? 'paths' : null;
}

/** What is told by a name alone in a comment, or by too little code, is not enough to say that a package holds it. */
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
      // Places that are not known are none: a location without them would be a file of its own.
      locations: row.locations.map(({ path, ranges = [] }) => ({ path, ranges })),
      dependencies: row.dependencies.filter((id) => kept.has(id)),
    }));
}

/** One row for what several builds of a package carry alike. */
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
 * Says what may be compared with known code: little of what bundlers left nothing but numbers in, and no copy that has its own
 * manifest; all when more is fetched.
 */
function comparer({
  fingerprints,
  published,
}: BundleContext): (kind: MeltedKind, file: HostedFile) => boolean {
  let left = limitOf('vendored-code');
  return (kind, { size, host }) => {
    const isNamed = kind === 'paths' || host.presence === 'vendored';
    if (!fingerprints || size > left || (isNamed && !published)) return false;
    left -= size;
    return true;
  };
}

/**
 * Packages that others carry inside a file of theirs: melted into what they publish. Whatever their bundlers left is evidence.
 * @param files those of packages that are large enough, or lie where copies are kept.
 * @param hosts all packages, the carrying ones among them.
 */
export async function vendoredCode(
  files: readonly HostedFile[],
  hosts: readonly Package[],
  surroundings: BundleContext,
): Promise<Package[]> {
  const { tree, fingerprints, isLate = () => false } = surroundings;
  const isCompared = comparer(surroundings);
  const hosted = new Map(files.map((file) => [file.path, file]));
  const rows: Package[] = [];
  for await (const read of tree.readMany(hosted.keys())) {
    const file = hosted.get(read.path);
    const kind = file ? await kindOf(read, file, tree) : null;
    if (!file || !kind || !read.bytes) continue;
    // What of it cannot be told is its host's: no Problem.
    const known = fingerprints && isCompared(kind, file) ? { fingerprints, isLate } : {};
    const content = await openBundle(read.path, read.bytes, { tree, namesOnly: true, ...known });
    rows.push(...rowsOf(content.packages, file.host));
  }
  const vouched = await vouchedCopies(rows, hosts, tree);
  return joinBuilds(vouched.sort((a, b) => (a.id < b.id ? -1 : 1)));
}
