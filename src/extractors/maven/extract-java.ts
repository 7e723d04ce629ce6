import type { FileTree } from '../../files/index.js';
import { listed, type Problem } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { findCopies } from './copied-libraries.js';
import { withCopies } from './copy-rows.js';
import { declaredPackages } from './declared-packages.js';
import { isLibrary, packagesIn } from './java-packages.js';
import { locateJars } from './locate-jars.js';
import { nativeImages } from './native-images.js';
import { ownClasses } from './own-classes.js';
import { javaRows } from './package-rows.js';
import { readPlaces } from './read-places.js';

/** Names that a message shows. */
const SHOWN_JARS = 5;

function unknownJars(paths: readonly string[]): Problem[] {
  const [path] = paths;
  if (path === undefined) return [];
  const message = `Jars that do not say which package they are: ${listed(paths, SHOWN_JARS)}. Their code was not looked up.`;
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

function noStore(): Promise<null> {
  return Promise.resolve(null);
}

/** Finds the packages of all jars, of jars that hold others, and of classes that builds moved. */
export async function extractJava(
  tree: FileTree,
  { classes = noStore, programs = new Set() }: Pick<ExtractContext, 'classes' | 'programs'>,
): Promise<Extraction> {
  const { places, problems } = await readPlaces(tree, locateJars(tree));
  const packages = places.map((place) => packagesIn(place));
  const named = javaRows(packages.flat());
  const claimed = new Set(named.packages.flatMap(({ locations }) => locations.map(({ path }) => path)));
  const copied = await findCopies(tree, { places, packages: packages.flat(), claimed }, classes);
  const rows = withCopies(named, copied.copies);
  const images = await nativeImages(tree, programs);
  const declared =
    rows.packages.length + images.packages.length > 0 ? NOTHING_FOUND : await declaredPackages(tree);
  const unknown = places.filter(
    (place, index) => isLibrary(place) && place.classes.length > 0 && packages[index]?.length === 0,
  );
  return {
    roots: [...rows.roots, ...images.roots, ...declared.roots],
    packages: [...rows.packages, ...images.packages, ...declared.packages],
    copies: [],
    problems: [
      ...problems,
      ...copied.problems,
      ...images.problems,
      ...declared.problems,
      ...unknownJars(unknown.map(({ path }) => path)),
    ],
    drifts: [],
    unresolvedImports: [],
    ownFiles: ownClasses(places, rows.ownGroups),
  };
}
