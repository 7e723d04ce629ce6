import { LAYER_MOUNT, packageOfSpecifier } from '../../ecosystems/index.js';
import type { MountedGraph } from './mounted-graph.js';

/** A place in a layer where Node looks for a package. */
export interface ModuleCandidate {
  /** Folder above `node_modules`, in the mount. */
  readonly owner: string;
  readonly name: string;
  /** Whether the specifier names a file of the package. */
  readonly hasSubpath: boolean;
}

/** The places in layers where Node looks for a specifier, in its order. @param folders such as `nodejs/node_modules`. */
export function moduleCandidates(specifier: string, folders: readonly string[]): ModuleCandidate[] {
  const name = packageOfSpecifier(specifier);
  if (name === null || name === '') return [];
  const hasSubpath = specifier.length > name.length + 1;
  return folders.map((folder) => ({ owner: folder.slice(0, folder.lastIndexOf('/')), name, hasSubpath }));
}

/** Indexes of the files that an import of a package in a layer loads. */
export function entryOf(
  graph: MountedGraph | undefined,
  owner: string,
  name: string,
): readonly number[] | undefined {
  if (graph?.path !== LAYER_MOUNT) return undefined;
  return graph.index?.facts.entries.find(([at, each]) => at === owner && each === name)?.[2];
}
