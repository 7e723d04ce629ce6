import { npm } from '../ecosystems/index.js';
import type { Candidate } from '../model/index.js';
import type { NamedSbom } from './described-artifact.js';
import type { Sbom } from './read-sbom.js';

/** A package of a lockfile. */
export interface LockedComponent {
  readonly name: string;
  /** Exact version; null when the list has none. */
  readonly version: string | null;
  readonly isPublic: boolean;
  readonly places?: number;
}

/** A lockfile as a list of components. Locked packages may be missing: bundlers leave out unused ones. */
export function lockedSbom(packages: readonly LockedComponent[]): Sbom {
  const components = packages.map((each) => ({ ...each, ecosystem: npm.name, isOptional: true }));
  return { format: 'lockfile', components, unidentified: 0 };
}

/** npm packages that lists of components name in exact versions: candidates for the packages in bundles. */
export function candidatesIn(sboms: readonly NamedSbom[]): Candidate[] {
  return sboms
    .flatMap(({ sbom }) => sbom.components)
    .flatMap(({ ecosystem, name, version, isPublic, places = 1 }) =>
      ecosystem === npm.name && version !== null ? [{ name, version, isPublic, places }] : [],
    );
}
