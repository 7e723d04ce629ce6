import { ecosystemOf, packageKey, type NamedByPurl } from '../ecosystems/index.js';
import type { Coverage, Package } from '../model/index.js';
import type { Sbom } from './read-sbom.js';

/** The packages of an artifact, and how much of its code they explain. */
export interface FoundPackages {
  readonly packages: readonly Package[];
  readonly coverage: Coverage;
}

/** The differences between a list of components and an artifact. */
export interface SbomDifference {
  /** Packages that the list lacks. */
  readonly undeclared: readonly Package[];
  /** Packages with another version than those in the list. */
  readonly moved: readonly { readonly package: Package; readonly declared: readonly string[] }[];
  /** Listed components that were not found. */
  readonly missing: readonly NamedByPurl[];
  /** Names of components that need not be there and were not found: bundlers leave out unused packages. */
  readonly leftOut: readonly string[];
  /** Number of components of ecosystems that scans do not find. */
  readonly notLookedFor: number;
}

/** Packages that a list of deployed components should have: not copies inside other packages, and not packages that only a lockfile names. */
const COUNTED: ReadonlySet<Package['presence']> = new Set(['installed', 'bundled']);

function keyOf({ ecosystem, name }: { readonly ecosystem: string; readonly name: string }): string {
  return packageKey(ecosystem, name);
}

/** Whether scans find packages of an ecosystem; components of other ecosystems may exist undetected. */
function isLookedFor({ ecosystem }: { readonly ecosystem: string }): boolean {
  return ecosystemOf(ecosystem)?.isFound === true;
}

/** Whether something is of a distribution of Linux. */
function isOfDistribution({ ecosystem }: { readonly ecosystem: string }): boolean {
  return ecosystemOf(ecosystem)?.distribution !== undefined;
}

/** Declared versions, by `ecosystem:name`; a component without a version declares every version. */
function declaredVersions({ components }: Sbom): ReadonlyMap<string, readonly (string | null)[]> {
  const declared = new Map<string, (string | null)[]>();
  for (const component of components) {
    const versions = declared.get(keyOf(component));
    if (versions) versions.push(component.version);
    else declared.set(keyOf(component), [component.version]);
  }
  return declared;
}

/** Whether the list has one of the package's possible versions. A package with an unknown version counts as declared. */
function isDeclared({ version, candidates }: Package, declared: readonly (string | null)[]): boolean {
  const possible = version === null ? candidates : [version];
  return possible.length === 0 || declared.some((one) => one === null || possible.includes(one));
}

/** Compares a list of components with the packages that were found. The list is a claim and never changes the inventory. */
export function compareSbom(sbom: Sbom, { packages }: Pick<FoundPackages, 'packages'>): SbomDifference {
  const declared = declaredVersions(sbom);
  // Many lists are of the application alone: packages of its image's system are then no difference.
  const hasSystem = sbom.components.some(isOfDistribution) && packages.some(isOfDistribution);
  const isCompared = (one: { readonly ecosystem: string }): boolean =>
    isLookedFor(one) && (hasSystem || !isOfDistribution(one));
  const counted = packages.filter((found) => COUNTED.has(found.presence) && isCompared(found));
  const there = new Set(packages.filter(({ presence }) => presence !== 'declared').map(keyOf));
  const expected = sbom.components.filter(isCompared);
  const unfound = expected.filter((component) => !there.has(keyOf(component)));
  const absent = unfound.filter(({ isOptional }) => !isOptional);
  return {
    undeclared: counted.filter((found) => !declared.has(keyOf(found))),
    moved: counted.flatMap((found) => {
      const versions = declared.get(keyOf(found)) ?? [null];
      if (isDeclared(found, versions)) return [];
      return [{ package: found, declared: versions.flatMap((version) => version ?? []) }];
    }),
    missing: [...new Map(absent.map((component) => [keyOf(component), component])).values()],
    leftOut: [...new Set(unfound.filter(({ isOptional }) => isOptional).map(({ name }) => name))].sort(),
    notLookedFor: sbom.components.length - expected.length,
  };
}
