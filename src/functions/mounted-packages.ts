import type { Artifact, Package, ServerlessFunction } from '../model/index.js';
import { LAYER_MOUNT, layerModuleFolders } from '../ecosystems/index.js';

/** A package as one function mounts it. */
export interface MountedPackage {
  readonly artifact: string;
  readonly package: Package;
  /** Folder at the runtime: mount path and location. */
  readonly folder: string;
  /** Index of its mount; later mounts of the same path overwrite earlier ones. */
  readonly mount: number;
  /**
   * Place in the search order of a bare import from the function's code: 0 the function's own node_modules, then the
   * layers' folders; null when such an import never finds it (nested packages, sub-folders).
   */
  readonly rank: number | null;
  /** A layer's package beside code of the layer that is in no package: that code looks for packages in the layer first. */
  readonly isBesideCode: boolean;
}

const OWN_FOLDER = 'node_modules';

function rankOf(location: string, importName: string, folders: readonly string[]): number | null {
  const index = folders.findIndex((folder) => location === `${folder}/${importName}`);
  return index < 0 ? null : index;
}

function hasOwnCode({ coverage: { codeBytes, installed } }: Artifact): boolean {
  return codeBytes > installed;
}

/** All packages that have files of their own, of all artifacts that a function mounts. */
export function mountedPackages(
  { mounts, runtime }: ServerlessFunction,
  artifacts: ReadonlyMap<string, Artifact>,
): MountedPackage[] {
  const layerFolders = layerModuleFolders(runtime);
  return mounts.flatMap(({ artifact: id, path }, mount) => {
    const artifact = artifacts.get(id);
    const isLayer = path === LAYER_MOUNT;
    const folders = isLayer ? layerFolders : [OWN_FOLDER];
    const isBesideCode = isLayer && artifact !== undefined && hasOwnCode(artifact);
    return (artifact?.packages ?? []).map((found): MountedPackage => {
      const location = found.locations[0]?.path ?? '';
      const rank = rankOf(location, found.alias ?? found.name, folders);
      return {
        artifact: id,
        package: found,
        folder: `${path}/${location}`,
        mount,
        isBesideCode,
        rank: rank === null || !isLayer ? rank : rank + 1,
      };
    });
  });
}
