import type { Manifest } from '../../ecosystems/index.js';
import type { PackageFolder } from './locate-packages.js';

/** A package folder and its manifest. */
export interface Installed {
  readonly folder: PackageFolder;
  /** Null when none can be read. */
  readonly manifest: Manifest | null;
  /** The manifest's, else the folder's. */
  readonly name: string;
  /** Null when unknown. */
  readonly version: string | null;
}

export function installedId(path: string): string {
  return `npm:${path}`;
}
