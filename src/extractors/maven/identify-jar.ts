import { maven } from '../../ecosystems/index.js';
import { isWithin } from '../../files/index.js';
import type { Confidence, Evidence } from '../../model/index.js';
import type { JarName } from './jar-name.js';
import { knownGroupOf } from './known-groups.js';
import type { PomProperties } from './read-properties.js';

/** What an archive says about itself. */
export interface JarFacts {
  readonly path: string;
  readonly name: JarName;
  readonly manifestPath: string | null;
  readonly manifest: ReadonlyMap<string, string>;
  readonly properties: readonly { readonly path: string; readonly says: PomProperties }[];
  readonly folders: ReadonlySet<string>;
}

/** Which package an archive is. */
export interface JarIdentity {
  readonly group: string;
  readonly artifact: string;
  /** One, or several that the evidence cannot tell apart; none if it is not known. */
  readonly versions: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** Where its `pom.properties` is; null without one. */
  readonly properties: string | null;
}

const NAME = /^[\w.-]{1,200}$/;

/** Words of a manifest that name an artifact. */
function titlesOf(manifest: JarFacts['manifest']): string[] {
  const names = ['implementation-title', 'bundle-symbolicname', 'automatic-module-name', 'bundle-name'];
  return names.flatMap((name) => manifest.get(name)?.split(';')[0]?.trim() ?? []);
}

/** Whether a name is an artifact's, alone or behind its group: Gradle and sbt write `group.artifact-version.jar` into distributions. */
function namesArtifact(text: string, artifact: string): boolean {
  return text === artifact || text.endsWith(`.${artifact}`) || text.startsWith(`${artifact}_`);
}

/** The `pom.properties` of the jar itself, and not of one that it holds. */
function ownProperties({ name, manifest, properties }: JarFacts): JarFacts['properties'][number] | null {
  const byFile = properties.filter(({ says }) => namesArtifact(name.artifact, says.artifact));
  if (byFile.length === 1) return byFile[0] ?? null;
  if (byFile.length === 0 && name.version !== null) return null;
  const candidates = byFile.length > 0 ? byFile : properties;
  const byManifest = candidates.filter(({ says }) =>
    titlesOf(manifest).some((title) => namesArtifact(title, says.artifact)),
  );
  const [only, ...others] = byManifest.length > 0 ? byManifest : candidates;
  return only && others.length === 0 ? only : null;
}

function validVersion(text: string | undefined): string[] {
  return text !== undefined && maven.versions.isValid(text) && /\d/.test(text) ? [text] : [];
}

/** Whether two texts are one version: `1.6.21-release-334(1.6.21)` adds a number of a build. */
function isSameVersion(stated: string, version: string): boolean {
  const isLonger = stated.startsWith(version) && !/^\w/.test(stated.slice(version.length));
  return isLonger || maven.versions.compare(stated, version) === 0;
}

/**
 * The versions that a jar without `pom.properties` may have. A manifest's version is the project's own word, and a file's name is the
 * repository's; where they differ, either may be right. Versions of specifications and OSGi bundles are others.
 */
function versionsOf({ name, manifest }: JarFacts): readonly string[] {
  const byFile = validVersion(name.version ?? undefined);
  const stated = manifest.get('implementation-version')?.split(' ')[0];
  if (stated === undefined) return byFile.length > 0 ? byFile : validVersion(manifest.get('bundle-version'));
  const [first] = byFile;
  if (first !== undefined && isSameVersion(stated, first)) return byFile;
  const isOfBundle = first !== undefined && isSameVersion(manifest.get('bundle-version') ?? '', first);
  return isOfBundle ? byFile : [...new Set([...validVersion(stated), ...byFile])];
}

/** The group that words of a manifest begin with. */
function groupInManifest(manifest: JarFacts['manifest'], artifact: string): string | null {
  const vendor = manifest.get('implementation-vendor-id') ?? '';
  if (NAME.test(vendor) && vendor.includes('.')) return vendor;
  const bundle = manifest.get('bundle-symbolicname')?.split(';')[0]?.trim() ?? '';
  const group = bundle.slice(0, -artifact.length - 1);
  return bundle.endsWith(`.${artifact}`) && NAME.test(group) ? group : null;
}

/** The folder that all classes are in or below, as a group: a guess that is right for most libraries of one company. */
function groupByFolders(folders: ReadonlySet<string>): string | null {
  let common: string[] | null = null;
  for (const folder of folders) {
    const parts: string[] = folder.split('/');
    const previous: string[] = common ?? parts;
    const end = previous.findIndex((part, at) => parts[at] !== part);
    common = end < 0 ? previous : previous.slice(0, end);
  }
  const group = common?.join('.') ?? '';
  return common !== null && common.length > 1 && NAME.test(group) ? group : null;
}

interface Grouped {
  readonly group: string;
  readonly confidence: Confidence;
  readonly by: string;
}

function groupOf({ manifest, folders }: JarFacts, artifact: string): Grouped | null {
  const hasFolder = (folder: string): boolean =>
    folders.size === 0 || [...folders].some((each) => isWithin(each, folder));
  const known = knownGroupOf(artifact, hasFolder);
  if (known !== null) return { group: known, confidence: 'high', by: 'known artifact' };
  const stated = groupInManifest(manifest, artifact);
  if (stated !== null) return { group: stated, confidence: 'medium', by: 'manifest' };
  const guessed = groupByFolders(folders);
  return guessed === null ? null : { group: guessed, confidence: 'low', by: 'folders of its classes' };
}

function artifactOf({ name, manifest }: JarFacts): string | null {
  if (name.version !== null) return NAME.test(name.artifact) ? name.artifact : null;
  const title = titlesOf(manifest).find((each) => NAME.test(each) && !each.includes(' '));
  const artifact = title?.includes('.') ? name.artifact : (title ?? name.artifact);
  return NAME.test(artifact) ? artifact : null;
}

function fromProperties({ path, says }: JarFacts['properties'][number], facts: JarFacts): JarIdentity {
  const { group, artifact, version } = says;
  const versions = validVersion(version);
  const isPlain = maven.names.isPackageName(`${group}:${artifact}`);
  return {
    group,
    artifact,
    versions: versions.length > 0 ? versions : versionsOf(facts),
    evidence: [{ method: 'pom', path, detail: null }],
    confidence: isPlain ? 'high' : 'low',
    properties: path,
  };
}

/** Which package a jar is, by the best evidence that it has; null if nothing names it. */
export function identifyJar(facts: JarFacts): JarIdentity | null {
  const own = ownProperties(facts);
  if (own) return fromProperties(own, facts);
  const artifact = artifactOf(facts);
  const grouped = artifact === null ? null : groupOf(facts, artifact);
  if (artifact === null || grouped === null) return null;
  const versions = versionsOf(facts);
  const detail = `name of the file and manifest; group by ${grouped.by}`;
  return {
    group: grouped.group,
    artifact,
    versions,
    evidence: [{ method: 'manifest', path: facts.manifestPath ?? facts.path, detail }],
    confidence: versions.length === 1 ? grouped.confidence : 'low',
    properties: null,
  };
}

/** The packages that a jar holds beside its own: Maven's shade plugin leaves their `pom.properties`. */
export function heldPackages(facts: JarFacts, own: string | null): JarIdentity[] {
  const held = facts.properties.filter(({ path }) => path !== own);
  return held.map((each) => {
    const found = fromProperties(each, facts);
    return { ...found, versions: validVersion(each.says.version) };
  });
}
