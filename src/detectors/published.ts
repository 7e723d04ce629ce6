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

/** Published packages, handed in by whoever may use the network or its cache. */
export interface PublishedPackages {
  /** Packages worth asking for at once. */
  readonly concurrency: number;
  /** Whether it may be asked for: no name leaves the machine that may be a private package's. */
  mayAsk(name: string, version: string, lockedAddresses: ReadonlySet<string>): boolean;
  find(name: string, version: string): Promise<Published>;
}
