import { ownFolders } from './class-folders.js';
import { isLibrary } from './java-packages.js';
import { packageFolderOf } from './locate-jars.js';
import type { ReadPlace } from './read-places.js';

/** Classes that are the application's own: in no library's jar, and in folders that no library has. */
export function ownClasses(
  places: readonly ReadPlace[],
  ownGroups: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const own = places.filter((place) => !isLibrary(place));
  return new Set(
    own.flatMap((place) => {
      const isOwn = ownFolders(place.folders, ownGroups.get(place.path) ?? null);
      return place.classes.filter((path) => isOwn(packageFolderOf(place.path, path)));
    }),
  );
}
