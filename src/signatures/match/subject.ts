import { below, isWithin, parentOf, type FileEntry, type FileTree } from '../../files/index.js';
import { manifestEntries, PackageCode } from '../../program/index.js';
import { lifecycleScripts } from '../manifest/lifecycle-scripts.js';
import { parseManifest } from '../manifest/manifest-fields.js';
import type { Signature } from '../signature-schema.js';
import type { ResolvedScript } from './match.js';
import { scannedFile } from './scanned-file.js';
import { PackageOwners, type Package, groupBy } from '../../model/index.js';

/** What rules look at of a package, beside its files: kept results depend on nothing else. */
export type SubjectPackage = Pick<Package, 'id' | 'name' | 'ecosystem' | 'origin' | 'locations'>;

/** The unit that rules apply to: a package, or the application's own files. */
export interface Subject {
  /** Null for the application. */
  readonly package: SubjectPackage | null;
  /** The nearest folder that holds all places of the package; '' for the application. */
  readonly folder: string;
  readonly files: readonly FileEntry[];
  /** Of the application: whose code the parts of its bundles are. */
  readonly parts?: PackageCode;
}

/** Path of a file inside its subject. */
export function pathInSubject({ folder }: Subject, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** A package of Python has several places, of which some are single files. */
function folderAround({ locations }: Package, files: readonly FileEntry[]): string {
  const [first = ''] = locations.map(({ path }) => path);
  let folder = files.some(({ path }) => path === first) ? parentOf(first) : first;
  while (!locations.every(({ path }) => isWithin(path, folder))) folder = parentOf(folder);
  return folder;
}

/** Splits a tree's files among the packages that own them; the rest are the application's. */
export function subjectsOf(files: Iterable<FileEntry>, packages: readonly Package[]): readonly Subject[] {
  const owners = new PackageOwners(packages);
  const byOwner = groupBy(files, ({ path }) => [owners.ownerOf(path)]);
  return [...byOwner].map(([owner, owned]) => {
    const found = owner === undefined ? undefined : packages[owner];
    if (found) return { package: found, folder: folderAround(found, owned), files: owned };
    return { package: null, folder: '', files: owned, parts: new PackageCode({ packages }) };
  });
}

/** Whether a rule is for packages, for the application, or for both. */
export function isFor({ applies: { to } }: Pick<Signature, 'applies'>, subject: Subject): boolean {
  return to === 'any' || (to === 'package') === (subject.package !== null);
}

/** What the manifest of a subject says, and where its files are. */
interface PackageFacts {
  readonly manifest: unknown;
  readonly scripts: readonly ResolvedScript[];
  /** Paths of its files, from the folder of the subject. */
  readonly paths: readonly string[];
  /** Files that the manifest names. */
  readonly entries: ReadonlySet<string>;
}

/** Reads the manifest of a subject, and the scripts that it runs. */
export async function packageFacts(subject: Subject, tree: FileTree): Promise<PackageFacts> {
  const paths = subject.files.map(({ path }) => pathInSubject(subject, path));
  if (!subject.package) return { manifest: undefined, scripts: [], paths, entries: new Set() };
  // A package of Python may lie beside the manifest of the application.
  const own = paths.includes('package.json') ? below(subject.folder, 'package.json') : null;
  const manifest = own === null ? undefined : parseManifest((await tree.read(own)).bytes);
  const scripts: ResolvedScript[] = [];
  for (const script of lifecycleScripts(manifest)) scripts.push(await resolveScript(script, subject, tree));
  return { manifest, scripts, paths, entries: manifestEntries(manifest) };
}

async function resolveScript(
  script: ReturnType<typeof lifecycleScripts>[number],
  subject: Subject,
  tree: FileTree,
): Promise<ResolvedScript> {
  if (script.runs === null) return { ...script, file: null };
  const entries = new Map(subject.files.map((entry) => [pathInSubject(subject, entry.path), entry]));
  const candidates = ['', '.js', '.cjs', '.mjs', '/index.js'].map((ending) => `${script.runs}${ending}`);
  const path = candidates.find((candidate) => entries.has(candidate));
  const entry = path === undefined ? undefined : entries.get(path);
  // Without any file beside its manifest the package was pruned: this does not show that the script deleted itself.
  if (path === undefined || !entry) return { ...script, file: entries.size > 1 ? undefined : null };
  const { bytes } = await tree.read(entry.path);
  return { ...script, file: bytes ? scannedFile({ entry, path, bytes, keywords: new Set() }) : null };
}
