import type { FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { Extraction, Extractor } from '../extractor.js';
import { isJavaFile, locateJars } from './locate-jars.js';

/** Names that a message shows. */
const SHOWN_JARS = 5;

function unknownJars(paths: readonly string[]): Problem[] {
  const [path] = paths;
  if (path === undefined) return [];
  const more = paths.length > SHOWN_JARS ? ` and ${paths.length - SHOWN_JARS} more` : '';
  const message = `Jars that do not say which package they are: ${paths.slice(0, SHOWN_JARS).join(', ')}${more}. Their code was not looked up.`;
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

async function extract(tree: FileTree): Promise<Extraction> {
  // Loaded where Java is: most artifacts have none.
  const [{ readPlaces }, { isLibrary, packagesIn }, { javaRows }, { ownClasses }] = await Promise.all([
    import('./read-places.js'),
    import('./java-packages.js'),
    import('./package-rows.js'),
    import('./own-classes.js'),
  ]);
  const { places, problems } = await readPlaces(tree, locateJars(tree));
  const packages = places.map((place) => packagesIn(place));
  const rows = javaRows(packages.flat());
  const unknown = places.filter(
    (place, index) => isLibrary(place) && place.classes.length > 0 && packages[index]?.length === 0,
  );
  return {
    roots: rows.roots,
    packages: rows.packages,
    copies: [],
    problems: [...problems, ...unknownJars(unknown.map(({ path }) => path))],
    drifts: [],
    unresolvedImports: [],
    ownFiles: ownClasses(places, rows.ownGroups),
  };
}

/** Packages of Maven and Gradle, by the metadata in their jars. */
export const maven = {
  id: 'maven',
  title: 'Java packages (Maven, Gradle)',
  recognises(tree) {
    for (const path of tree.files.keys()) if (isJavaFile(path)) return true;
    return false;
  },
  extract,
} satisfies Extractor;
