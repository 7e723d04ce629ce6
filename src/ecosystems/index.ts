import type { VersionOrdering } from '../versions/index.js';
import { almaLinux } from './alma-linux/index.js';
import { alpine } from './alpine/index.js';
import { amazonLinux } from './amazon-linux/index.js';
import { azureLinux } from './azure-linux/index.js';
import { chainguard } from './chainguard/index.js';
import { cratesIo } from './crates-io/index.js';
import { debian } from './debian/index.js';
import type { Ecosystem } from './ecosystem.js';
import type { HandlerRules } from './import-rules.js';
import { go } from './go/index.js';
import { maven } from './maven/index.js';
import { npm } from './npm/index.js';
import { nuget } from './nuget/index.js';
import { packagist } from './packagist/index.js';
import { popularNamesOf } from './popular-names.js';
import { packageNamedBy, writePurl, type NamedByPurl } from './purl.js';
import { pypi } from './pypi/index.js';
import { rockyLinux } from './rocky-linux/index.js';
import { rubygems } from './rubygems/index.js';
import { ubuntu } from './ubuntu/index.js';
import { wolfi } from './wolfi/index.js';

export type { DistributionRules, Ecosystem, NameRules, PopularNames } from './ecosystem.js';
export type { HandlerRules, ImportRules } from './import-rules.js';
export { encodeSymbols, LinkedSymbols, symbolOf, type GoSymbol } from './go/linked-symbols.js';
export { isLibraryClass } from './maven/library-classes.js';
export { CONDA } from './conda.js';
export { handlerPlaces } from './npm/handler-places.js';
export { LAYER_MOUNT, layerModuleFolders } from './npm/node-resolution.js';
export { exactVersion, npmPurl, originOf } from './npm/identity.js';
export { npmManagerOf, overrideKey, type LockOnly } from './npm/managers.js';
export * from './npm/manifest.js';
export * from './npm/module-folders.js';
export { isPackageName, packageOfSpecifier, versionIn } from './npm/package-names.js';
export type { ForcedVersion, PackageManager, RequiredVersion } from './package-manager.js';
export { readPurl, writeSystemPurl, type NamedByPurl, type PurlParts } from './purl.js';
export { readMarker, type Marker } from './pypi/markers.js';
export { configuredPython, type PythonEnvironment } from './pypi/python-environment.js';
export { isKnownModule, packageOfModule } from './pypi/known-modules.js';
export { mayBeProvided } from './pypi/lambda-runtime.js';
export { METADATA_NAME, moduleNameOf, pythonHandlerModule } from './pypi/python-imports.js';
export * from './pypi/record.js';
export { PythonModules, searchModule, type ModuleSearch, type SearchPlace } from './pypi/python-modules.js';
export { parseRequirement, type PythonRequirement } from './pypi/requirement.js';
export { isStandardModule } from './pypi/standard-modules.js';
export { isRuntimeGem } from './rubygems/lambda-runtime.js';
export { cratesIo, go, maven, npm, nuget, packagist, pypi, rubygems };

/** Of languages first, then of distributions of Linux. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
  npm,
  pypi,
  maven,
  go,
  rubygems,
  nuget,
  packagist,
  cratesIo,
  debian,
  ubuntu,
  alpine,
  wolfi,
  chainguard,
  almaLinux,
  rockyLinux,
  amazonLinux,
  azureLinux,
];

/** OSV's names of all ecosystems. */
export const ECOSYSTEM_NAMES: readonly string[] = ECOSYSTEMS.map(({ name }) => name);

/** OSV's names of the ecosystems of languages whose packages scans find. Those of distributions have a release each, of which few are used. */
export const FOUND_ECOSYSTEMS: readonly string[] = ECOSYSTEMS.flatMap(({ name, isFound, distribution }) =>
  isFound && !distribution ? name : [],
);

const BY_NAME: ReadonlyMap<string, Ecosystem> = new Map(ECOSYSTEMS.map((each) => [each.name, each]));

/** OSV's name of an ecosystem without the release behind it: `Debian` of `Debian:12`. */
export function familyOf(name: string): string {
  return name.split(':', 1)[0] ?? '';
}

/** The ecosystem that OSV gives a name, with a release or without; null when it is not known here. */
export function ecosystemOf(name: string): Ecosystem | null {
  const family = BY_NAME.get(familyOf(name)) ?? null;
  return name.includes(':') && !family?.distribution ? null : family;
}

/** The distribution with an `ID` in `os-release`, and OSV's name of its release; null when advisories of it are not known. */
export function distributionOf(
  osId: string,
  versionId: string,
): { readonly ecosystem: Ecosystem; readonly name: string } | null {
  const ecosystem = ECOSYSTEMS.find(({ distribution }) => distribution?.osIds.includes(osId));
  const release = ecosystem?.distribution?.releaseOf(versionId) ?? null;
  if (!ecosystem || release === null) return null;
  return { ecosystem, name: release === '' ? ecosystem.name : `${ecosystem.name}:${release}` };
}

/** The ordering of an ecosystem's versions; null when we have none, so that ranges cannot be decided. */
export function orderingOf(ecosystem: string): VersionOrdering | null {
  return ecosystemOf(ecosystem)?.versions ?? null;
}

/** Whether many users of its registry know a package by this name. */
export function isPopularName(ecosystem: string, name: string): boolean {
  const known = ecosystemOf(ecosystem);
  return known !== null && popularNamesOf(known).has(known.names.normalise(name));
}

/**
 * The package URL of a package.
 * @param name as OSV spells it: `@scope/name`, `group:artifact`, a Go module path.
 * @param version null leaves it out.
 */
export function purlOf(ecosystem: string, name: string, version: string | null): string {
  return writePurl(ecosystemOf(ecosystem), name, version);
}

/** The package that a package URL names; null when it is none, or of a type that has no ecosystem here. */
export function packageOfPurl(purl: string): NamedByPurl | null {
  return packageNamedBy(purl, ECOSYSTEMS);
}

/** The rules by which a runtime finds handlers: all that are known where it is unknown. */
export function handlerRulesOf(runtime: string | null): readonly HandlerRules[] {
  return ECOSYSTEMS.flatMap(({ handlers }) =>
    handlers && (runtime === null || handlers.isRuntime(runtime)) ? handlers : [],
  );
}

/** The one spelling of all names of the same package. */
export function normaliseName(ecosystem: string, name: string): string {
  return ecosystemOf(ecosystem)?.names.normalise(name) ?? name;
}

/** The same for all names of one package, and for no other package. */
export function packageKey(ecosystem: string, name: string): string {
  return `${ecosystem}:${normaliseName(ecosystem, name)}`;
}

const PACKAGE_FOLDERS: ReadonlySet<string> = new Set(
  ECOSYSTEMS.flatMap(({ packageFolders }) => packageFolders),
);

/** Whether folders of this name hold installed packages. */
export function isPackageFolder(folderName: string): boolean {
  return PACKAGE_FOLDERS.has(folderName);
}

const IN_PACKAGE_FOLDER = new RegExp(`(?:^|/)(?:${[...PACKAGE_FOLDERS].join('|')})/`);

/** Whether a file is below a folder that holds installed packages. */
export function isInPackageFolder(path: string): boolean {
  return IN_PACKAGE_FOLDER.test(path);
}
