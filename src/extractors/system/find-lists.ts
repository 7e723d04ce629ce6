import { isInPackageFolder } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { PackageFormat } from './system-package.js';

/** Files that list the packages of a system, by where they are below its root. */
const LISTS: readonly (readonly [place: RegExp, kind: ListKind])[] = [
  [/(?:^|\/)var\/lib\/dpkg\/status$/, 'dpkg'],
  [/(?:^|\/)var\/lib\/dpkg\/status\.d\/[^/]+$/, 'dpkg-part'],
  [/(?:^|\/)(?:usr\/)?lib\/apk\/db\/installed$/, 'apk'],
  [/(?:^|\/)(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/rpmdb\.sqlite$/, 'rpm'],
  [/(?:^|\/)(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/Packages$/, 'berkeley-db'],
  [/(?:^|\/)(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/Packages\.db$/, 'ndb'],
];

/** `dpkg-part`: one entry a file, as distroless images have it. Berkeley DB and ndb are formats of rpm that are not read. */
export type ListKind = 'dpkg' | 'dpkg-part' | 'apk' | 'rpm' | 'berkeley-db' | 'ndb';

export const FORMAT_OF: Readonly<Record<ListKind, PackageFormat>> = {
  dpkg: 'deb',
  'dpkg-part': 'deb',
  apk: 'apk',
  rpm: 'rpm',
  'berkeley-db': 'rpm',
  ndb: 'rpm',
};

/** A file that lists packages of a system. */
export interface ListFile {
  readonly path: string;
  readonly kind: ListKind;
  /** Folder of the system, with a slash at its end; '' for the root. */
  readonly root: string;
}

/** What packages of distroless images bring beside their entries. */
const BESIDE =
  /\.(?:md5sums|list|preinst|postinst|prerm|postrm|conffiles|triggers|shlibs|symbols|templates|config)$/;

/** A first look: every place has one of these words. */
const WORDS = /\/(?:dpkg\/status|apk\/db\/installed|rpm\/(?:Packages|rpmdb\.sqlite))/;

/** What a file lists, by its path; null if it is no list. */
export function listFileOf(path: string): ListFile | null {
  if (!WORDS.test(path) || isInPackageFolder(path)) return null;
  for (const [place, kind] of LISTS) {
    const match = place.exec(path);
    if (!match || (kind === 'dpkg-part' && BESIDE.test(path))) continue;
    const start = match.index + (match[0].startsWith('/') ? 1 : 0);
    return { path, kind, root: path.slice(0, start) };
  }
  return null;
}

/** All lists of a tree by the root of their system, those of the tree's own root first. */
export function findLists({ files }: Pick<FileTree, 'files'>): ReadonlyMap<string, readonly ListFile[]> {
  const byRoot = new Map<string, ListFile[]>();
  for (const path of files.keys()) {
    const list = listFileOf(path);
    if (!list) continue;
    const known = byRoot.get(list.root);
    if (known) known.push(list);
    else byRoot.set(list.root, [list]);
  }
  return new Map([...byRoot].sort(([a], [b]) => (a < b ? -1 : 1)));
}
