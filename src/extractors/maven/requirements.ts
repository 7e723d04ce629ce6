import { isLibrary, type JavaPackage } from './java-packages.js';

/** Who requires what among the packages of one root, by their index. */
export interface Requirements {
  readonly targets: readonly (readonly number[])[];
  /** The application's own package; null if it is not known. */
  readonly own: number | null;
  /** Whether the application itself requires a package; null if it is not known. */
  direct(index: number): boolean | null;
}

/** The package that no other requires and that requires others, if it is one of those that the application's own place holds. */
function ownAmong(packages: readonly JavaPackage[], targets: readonly (readonly number[])[]): number | null {
  const required = new Set(targets.flat());
  const candidates = packages.flatMap(({ isHeld, place }, index) =>
    isHeld && !isLibrary(place) && !required.has(index) && (targets[index]?.length ?? 0) > 0 ? [index] : [],
  );
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

/** Follows the `pom.xml` files of packages that lie in one root. */
export function readRequirements(packages: readonly JavaPackage[]): Requirements {
  const byName = new Map(packages.map(({ name }, index) => [name, index] as const).reverse());
  const targets = packages.map(({ pom }, own) => {
    const found = (pom?.dependencies ?? []).flatMap(({ name, isPassedOn }) =>
      isPassedOn ? (byName.get(name) ?? []) : [],
    );
    return [...new Set(found)].filter((index) => index !== own);
  });
  const own = ownAmong(packages, targets);
  const ownTargets = new Set(own === null ? [] : targets[own]);
  return {
    targets,
    own,
    direct: (index) => (own === null || index === own ? null : ownTargets.has(index)),
  };
}
