import { beyondLimit, limitOf, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { JarFacts } from './identify-jar.js';
import { readJarName } from './jar-name.js';
import type { JavaPlace } from './locate-jars.js';
import { readManifest } from './read-manifest.js';
import { readPom, type Pom } from './read-pom.js';
import { readPomProperties } from './read-properties.js';

/** A place with what its metadata says. */
export interface ReadPlace extends JavaPlace, Pick<JarFacts, 'name'> {
  readonly facts: JarFacts;
  /** What `pom.xml` says, by the folder that it is in. */
  readonly pomsByFolder: ReadonlyMap<string, Pom>;
}

interface Texts {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Names that a message shows. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

async function readTexts(tree: FileTree, paths: readonly string[]): Promise<Texts> {
  const problems: Problem[] = [];
  const isSmall = (path: string): boolean => (tree.files.get(path)?.size ?? 0) <= limitOf('java-metadata');
  for (const path of paths)
    if (!isSmall(path))
      problems.push(
        beyondLimit(
          'java-metadata',
          path,
          'Is too large to be read: the packages that it names are not known.',
        ),
      );
  const texts = new Map<string, string>();
  for await (const { path, bytes, problem } of tree.readMany(paths.filter(isSmall)))
    if (problem) problems.push(problem);
    else texts.set(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  return { texts, problems };
}

function pathsOf({ manifest, properties, poms }: JavaPlace): string[] {
  return [...(manifest === null ? [] : [manifest]), ...properties, ...poms];
}

function readPlace(place: JavaPlace, texts: ReadonlyMap<string, string>): ReadPlace {
  const { path, manifest, properties, poms, folders } = place;
  const name = readJarName(path);
  const facts: JarFacts = {
    path,
    name,
    manifestPath: manifest,
    manifest: readManifest(texts.get(manifest ?? '') ?? ''),
    properties: properties.flatMap((each) => {
      const says = readPomProperties(texts.get(each) ?? '');
      return says ? [{ path: each, says }] : [];
    }),
    folders,
  };
  const pomsByFolder = new Map(poms.map((each) => [folderOf(each), readPom(texts.get(each) ?? '')] as const));
  return { ...place, name, facts, pomsByFolder };
}

/** Reads the metadata of all places. */
export async function readPlaces(
  tree: FileTree,
  places: readonly JavaPlace[],
): Promise<{ readonly places: readonly ReadPlace[]; readonly problems: readonly Problem[] }> {
  const { texts, problems } = await readTexts(tree, places.flatMap(pathsOf));
  return { places: places.map((place) => readPlace(place, texts)), problems };
}
