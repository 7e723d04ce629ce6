import type { FileTree } from '../files/index.js';
import type { ListedPackage, NotPublished } from '../model/index.js';

export type Published =
  | {
      readonly state: 'found';
      readonly listed: ListedPackage;
      /** Files of the published tarball, without its outermost folder's name. */
      readonly tree: FileTree;
    }
  | NotPublished;

/** Published packages, from a part that may use the network or its cache. */
export interface PublishedPackages {
  /** Number of packages to request at once. */
  readonly concurrency: number;
  /** Whether the package may be requested: a name that may be private never leaves the machine. */
  mayRequest(name: string, version: string, lockedAddresses: ReadonlySet<string>): boolean;
  find(name: string, version: string): Promise<Published>;
}

/** The files of a published wheel. */
export type PublishedFiles =
  { readonly state: 'found'; readonly name: string; readonly tree: FileTree } | NotPublished;

/** Published wheels of Python packages, from a part that may use the network or its cache. */
export interface PublishedWheels {
  /** Number of wheels to request at once. */
  readonly concurrency: number;
  /** Whether the package may be requested: a name that may be private never leaves the machine. */
  mayRequest(name: string): boolean;
  /** @param tags those of the installed wheel. */
  find(name: string, version: string, tags: readonly string[]): Promise<PublishedFiles>;
}
