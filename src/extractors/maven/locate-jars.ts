import { isInPackageFolder } from '../../ecosystems/index.js';
import { parentOf, type FileTree } from '../../files/index.js';

/** What an archive, or the artifact around all archives, holds of Java. All paths are those of the tree. */
export interface JavaPlace {
  /** Path of the archive; '' for what is in none. */
  readonly path: string;
  readonly manifest: string | null;
  /** Files that Maven puts into what it builds. */
  readonly properties: readonly string[];
  readonly poms: readonly string[];
  readonly classes: readonly string[];
  /** Folders of the classes, as Java names their packages: `org/example`. */
  readonly folders: ReadonlySet<string>;
  /** A Spring Boot program or a web archive: its libraries are in it as archives. */
  readonly isApplication: boolean;
}

type Growing = {
  -readonly [K in keyof JavaPlace]: JavaPlace[K] extends readonly string[]
    ? string[]
    : K extends 'folders'
      ? Set<string>
      : JavaPlace[K];
};

/** Between the path of an archive and the paths inside it. */
const INSIDE = '!/';
const ARCHIVE = /\.(?:jar|war|ear)$/i;
const CLASS = /\.class$/i;
const POM = /(?:^|\/)META-INF\/maven\/[^/]+\/[^/]+\/pom\.(?:properties|xml)$/;
/** https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#multi-release-jar-files */
const NO_PACKAGE = /^(?:META-INF\/versions\/\d+|BOOT-INF\/classes|WEB-INF\/classes)\//;
const APPLICATION = /^(?:BOOT-INF|WEB-INF)\//;

const PROJECT = /(?:^|\/)(?:gradle\.lockfile|pom\.xml)$/;

/** Whether a file describes a project, in no archive and not as a built package has it. */
export function isProjectFile(path: string): boolean {
  return PROJECT.test(path) && !POM.test(path) && !path.includes(INSIDE) && !isInPackageFolder(path);
}

/** Whether scans look at a file for Java. Files inside npm packages belong to these. */
export function isJavaFile(path: string): boolean {
  const isJava = CLASS.test(path) || ARCHIVE.test(path) || POM.test(path);
  return isJava && !isInPackageFolder(path) && !path.includes('.yarn/cache/');
}

/** The archive that a file is in; '' if it is in none. */
export function archiveOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(INSIDE)));
}

function insideOf(archive: string, path: string): string {
  return archive === '' ? path : path.slice(archive.length + INSIDE.length);
}

/** The folder of a class as its Java package names it. */
export function packageFolderOf(archive: string, path: string): string {
  return parentOf(insideOf(archive, path).replace(NO_PACKAGE, ''));
}

function addFile(place: Growing, path: string): void {
  const inside = insideOf(place.path, path);
  if (CLASS.test(inside)) {
    place.classes.push(path);
    const folder = packageFolderOf(place.path, path);
    // Only descriptions of modules lie outside of all packages.
    if (folder !== '') place.folders.add(folder);
  } else if (inside === 'META-INF/MANIFEST.MF') place.manifest = path;
  else if (POM.test(inside)) (inside.endsWith('.xml') ? place.poms : place.properties).push(path);
  if (APPLICATION.test(inside)) place.isApplication = true;
}

function newPlace(path: string): Growing {
  return {
    path,
    manifest: null,
    properties: [],
    poms: [],
    classes: [],
    folders: new Set(),
    isApplication: false,
  };
}

/** All archives that hold something of Java, and what lies in none, in the order of their paths. */
export function locateJars(tree: FileTree): JavaPlace[] {
  const places = new Map<string, Growing>();
  for (const path of tree.files.keys()) {
    if (isInPackageFolder(path) || path.includes('.yarn/cache/')) continue;
    const archive = archiveOf(path);
    const place = places.get(archive) ?? newPlace(archive);
    places.set(archive, place);
    addFile(place, path);
  }
  return [...places.values()]
    .filter(({ path, classes, properties }) => ARCHIVE.test(path) || classes.length + properties.length > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
