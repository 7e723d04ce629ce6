import { ecosystemOf, LAYER_MOUNT, npm } from '../ecosystems/index.js';
import type { ServerlessFunction, UnresolvedImport } from '../model/index.js';
import type { JoinableArtifact } from './joinable-artifact.js';

/** Whether a mounted artifact holds a module of the user's own by this name, where the runtime searches one path for all code. */
export function isOwnModule(
  { name, ecosystem = npm.name }: UnresolvedImport,
  { mounts, runtime }: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
): boolean {
  const { imports, handlers } = ecosystemOf(ecosystem) ?? {};
  if (!imports || !handlers || imports.looksBeside) return false;
  return mounts.some(({ artifact, path }) => {
    const files = artifacts.get(artifact)?.handlerFiles ?? null;
    const folders = path === LAYER_MOUNT ? imports.layerFolders(runtime) : imports.ownFolders;
    return (
      files !== null &&
      folders.some((folder) => handlers.isPlaceOf(files, folder === '' ? name : `${folder}/${name}`))
    );
  });
}
