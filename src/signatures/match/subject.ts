import { isWithin, parentOf, type FileEntry } from '../../files/index.js';
import type { Signature } from '../signature-schema.js';
import { PackageOwners, type Package, groupBy } from '../../model/index.js';

/** What rules look at of a package, beside its files: kept results depend on nothing else. */
export type SubjectPackage = Pick<Package, 'id' | 'name' | 'ecosystem' | 'origin' | 'locations'>;

/** The unit that rules apply to: a package, or the application's own files. */
export interface Subject {
  /** Null for the application. */
  readonly package: SubjectPackage | null;
  /** The nearest folder that holds all places of the package; '' for the application. */
  readonly folder: string;
  readonly files: readonly FileEntry[];
}

/** Path of a file inside its subject. */
export function pathInSubject({ folder }: Subject, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** A package of Python has several places, of which some are single files. */
function folderAround({ locations }: Package, files: readonly FileEntry[]): string {
  const [first = ''] = locations.map(({ path }) => path);
  let folder = files.some(({ path }) => path === first) ? parentOf(first) : first;
  while (!locations.every(({ path }) => isWithin(path, folder))) folder = parentOf(folder);
  return folder;
}

/** Splits a tree's files among the packages that own them; the rest are the application's. */
export function subjectsOf(files: Iterable<FileEntry>, packages: readonly Package[]): readonly Subject[] {
  const owners = new PackageOwners(packages);
  const byOwner = groupBy(files, ({ path }) => [owners.ownerOf(path)]);
  return [...byOwner].map(([owner, owned]) => {
    const found = owner === undefined ? undefined : packages[owner];
    return { package: found ?? null, folder: found ? folderAround(found, owned) : '', files: owned };
  });
}

/** Whether a rule is for packages, for the application, or for both. */
export function isFor({ applies: { to } }: Pick<Signature, 'applies'>, subject: Subject): boolean {
  return to === 'any' || (to === 'package') === (subject.package !== null);
}
