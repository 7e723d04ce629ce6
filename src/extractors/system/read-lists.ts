import { beyondLimit, limitOf, type FileRead, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readApkInstalled } from './apk-installed.js';
import { readDpkgStatus } from './dpkg-status.js';
import type { ListFile, ListKind } from './find-lists.js';
import { readRpmDatabase } from './rpm-database.js';
import type { SystemList, SystemPackage } from './system-package.js';

/** What the lists of one system say. */
export interface SystemContents {
  readonly packages: readonly SystemPackage[];
  readonly problems: readonly Problem[];
}

type Reading = SystemList & { readonly problem?: string };

const NOTHING = { packages: [], unreadable: 0 };

function unreadText(name: string): (bytes: Uint8Array) => Reading {
  const problem = `Is a database of RPM packages in the format of ${name}, which is not read: the system's packages are unknown. Scan an image whose packages are in rpmdb.sqlite, or accept this gap.`;
  return () => ({ ...NOTHING, problem });
}

function rpmReading(bytes: Uint8Array, path: string): Reading {
  const list = readRpmDatabase(bytes, path);
  if (!list)
    return {
      ...NOTHING,
      problem: 'Is no database of RPM packages that can be read: the packages are unknown.',
    };
  if (list.isWhole) return list;
  return {
    ...list,
    problem: 'Parts of the database of RPM packages cannot be read: packages may be missing.',
  };
}

const READERS: Readonly<Record<ListKind, (bytes: Uint8Array, path: string) => Reading>> = {
  dpkg: (bytes, path) => readDpkgStatus(textOf(bytes), path),
  'dpkg-part': (bytes, path) => readDpkgStatus(textOf(bytes), path),
  apk: (bytes, path) => readApkInstalled(textOf(bytes), path),
  rpm: rpmReading,
  'berkeley-db': unreadText('Berkeley DB'),
  ndb: unreadText('ndb'),
};

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function problemsOf({ problem, unreadable }: Reading, { path, kind }: ListFile): Problem[] {
  const isUnread = kind === 'berkeley-db' || kind === 'ndb';
  const code = isUnread ? ('unsupported' as const) : ('malformed' as const);
  const entries = unreadable === 1 ? '1 entry has' : `${unreadable} entries have`;
  return [
    ...(problem === undefined ? [] : [{ code, path, message: problem, affectsCompleteness: true }]),
    ...(unreadable === 0
      ? []
      : [
          {
            code,
            path,
            message: `${entries} no valid name and version: these packages are unknown.`,
            affectsCompleteness: true,
          },
        ]),
  ];
}

/** What the database of rpm lacks as long as changes stand in its log. */
function logProblem(tree: Pick<FileTree, 'files'>, { path, kind }: ListFile): Problem[] {
  const log = tree.files.get(`${path}-wal`);
  if (kind !== 'rpm' || !log || log.size === 0) return [];
  const message =
    'Has changes that were not written into the database of RPM packages: it may list other packages than there are. Run `rpm --rebuilddb` when the image is built.';
  return [{ code: 'stale', path: log.path, message, affectsCompleteness: true }];
}

function contentsOf(read: FileRead, list: ListFile): SystemContents {
  if (read.problem) return { packages: [], problems: [{ ...read.problem, affectsCompleteness: true }] };
  const reading = READERS[list.kind](read.bytes, list.path);
  return { packages: reading.packages, problems: problemsOf(reading, list) };
}

/** Lists that count: those that are not read matter only without one that is. */
function countedLists(lists: readonly ListFile[]): readonly ListFile[] {
  const read = lists.filter(({ kind }) => kind !== 'berkeley-db' && kind !== 'ndb');
  return read.length > 0 ? read : lists;
}

/** Reads the lists of one system. */
export async function readLists(tree: FileTree, lists: readonly ListFile[]): Promise<SystemContents> {
  const byPath = new Map(countedLists(lists).map((list) => [list.path, list]));
  const found: SystemContents[] = [];
  for await (const read of tree.readMany(byPath.keys())) {
    const list = byPath.get(read.path);
    if (list) found.push(contentsOf(read, list));
  }
  const packages = found.flatMap((each) => each.packages);
  const most = limitOf('system-packages');
  const [first] = byPath.keys();
  const problems = [
    ...found.flatMap((each) => each.problems),
    ...[...byPath.values()].flatMap((list) => logProblem(tree, list)),
    ...(packages.length > most
      ? [beyondLimit('system-packages', first ?? '', 'Lists more packages than are read.')]
      : []),
  ];
  return { packages: packages.slice(0, most), problems };
}
