import { pypi, readInstalledFiles, readRecord, type RecordedFile } from '../../ecosystems/index.js';
import { below, limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';

/** A package of Python whose installer listed its files with their hashes. */
export interface RecordedPackage {
  readonly package: Package;
  /** The folder that holds its modules. */
  readonly site: string;
  /** The folder of its metadata. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, RecordedFile>;
  /** The program that installed it, as it noted. */
  readonly installer: string | null;
}

export interface Records {
  /** The lists in words. */
  readonly source: 'RECORD' | 'the published wheel';
  readonly packages: readonly RecordedPackage[];
  /** Packages that have no such list, or none that can be read. */
  readonly without: readonly Package[];
  /** What all lists of the artifact say about a file, also lists of packages that were replaced. */
  readonly listed: ReadonlyMap<string, readonly [RecordedFile, ...RecordedFile[]]>;
}

const LIST = /(?:^|\/)[^/]+-info\/(?:RECORD|installed-files\.txt|INSTALLER)$/i;

type Lists = ReadonlyMap<string, ReadonlyMap<string, RecordedFile>>;

function listIn(path: string, text: string, hasFile: (path: string) => boolean): Map<string, RecordedFile> {
  const folder = parentOf(path);
  const place = { site: parentOf(folder), hasFile };
  return path.endsWith('RECORD') ? readRecord(text, place) : readInstalledFiles(text, folder, place);
}

async function readLists(
  tree: FileTree,
): Promise<{ readonly lists: Lists; readonly installers: ReadonlyMap<string, string> }> {
  const lists = new Map<string, ReadonlyMap<string, RecordedFile>>();
  const installers = new Map<string, string>();
  const paths = [...tree.files.keys()].filter((path) => LIST.test(path));
  for await (const { path, bytes } of tree.readMany(paths)) {
    // The extractor reads the same files and reports those that cannot be read.
    if (!bytes || bytes.length > limitOf('python-record')) continue;
    const text = new TextDecoder().decode(bytes);
    if (/INSTALLER$/i.test(path)) installers.set(parentOf(path), text.trim().toLowerCase());
    else
      lists.set(
        path,
        listIn(path, text, (file) => tree.files.has(file)),
      );
  }
  return { lists, installers };
}

/** The folder of a package's metadata; null where a single file, or nothing, describes it. */
function metadataFolder({ evidence }: Package): string | null {
  const [first] = evidence;
  return first?.method === 'dist-info' ? parentOf(first.path) : null;
}

/** What several lists say about each file. */
function joined(lists: Lists): ReadonlyMap<string, readonly [RecordedFile, ...RecordedFile[]]> {
  const listed = new Map<string, [RecordedFile, ...RecordedFile[]]>();
  for (const files of lists.values())
    for (const [path, file] of files) {
      const known = listed.get(path);
      if (known) known.push(file);
      else listed.set(path, [file]);
    }
  return listed;
}

/** Reads the lists of files that installers left in a tree. */
export async function readRecords(tree: FileTree, packages: readonly Package[]): Promise<Records> {
  const ours = packages.filter(
    ({ ecosystem, presence }) =>
      ecosystem === pypi.name && (presence === 'installed' || presence === 'vendored'),
  );
  if (ours.length === 0) return { source: 'RECORD', packages: [], without: [], listed: new Map() };
  const { lists, installers } = await readLists(tree);
  const recorded: RecordedPackage[] = [];
  const without: Package[] = [];
  for (const one of ours) {
    const folder = metadataFolder(one);
    const files = folder === null ? undefined : lists.get(below(folder, 'RECORD'));
    if (folder === null || !files) without.push(one);
    else {
      const installer = installers.get(folder) ?? null;
      recorded.push({ package: one, site: parentOf(folder), folder, files, installer });
    }
  }
  return { source: 'RECORD', packages: recorded, without, listed: joined(lists) };
}
