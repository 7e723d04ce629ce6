import type { Artifact, Package, ServerlessFunction } from '../model/index.js';
import { ecosystemOf, LAYER_MOUNT } from '../ecosystems/index.js';

/** A package as one function mounts it. */
export interface MountedPackage {
  readonly artifact: string;
  readonly package: Package;
  /** Folder at the runtime: mount path and location. */
  readonly folder: string;
  /** Index of its mount; later mounts of the same path overwrite earlier ones. */
  readonly mount: number;
  /**
   * Place in the search order of an import from the function's code: the function's own folders (`node_modules`), then the
   * layers'; null when such an import never finds it (nested packages, sub-folders).
   */
  readonly rank: number | null;
  /** A layer's package beside code of the layer that is in no package: that code looks for packages in the layer first. */
  readonly isBesideCode: boolean;
}

/** Place of a package in the search order of imports; null when they do not find it. */
function rankOf(found: Package, isLayer: boolean, runtime: string | null): number | null {
  const imports = ecosystemOf(found.ecosystem)?.imports;
  const folder = imports?.folderOf(found) ?? null;
  if (!imports || folder === null) return null;
  const own = imports.ownFolders;
  const index = (isLayer ? imports.layerFolders(runtime) : own).indexOf(folder);
  if (index < 0) return null;
  return isLayer ? own.length + index : index;
}

function hasOwnCode({ coverage: { codeBytes, installed } }: Artifact): boolean {
  return codeBytes > installed;
}

/** All packages that have files of their own, of all artifacts that a function mounts. */
export function mountedPackages(
  { mounts, runtime }: ServerlessFunction,
  artifacts: ReadonlyMap<string, Artifact>,
): MountedPackage[] {
  return mounts.flatMap(({ artifact: id, path }, mount) => {
    const artifact = artifacts.get(id);
    const isLayer = path === LAYER_MOUNT;
    const isBesideCode = isLayer && artifact !== undefined && hasOwnCode(artifact);
    return (artifact?.packages ?? []).map((found): MountedPackage => {
      const location = found.locations[0]?.path ?? '';
      return {
        artifact: id,
        package: found,
        folder: `${path}/${location}`,
        mount,
        isBesideCode,
        rank: rankOf(found, isLayer, runtime),
      };
    });
  });
}
