import { ecosystemOf, packageKey } from '../ecosystems/index.js';
import type { MountedPackage } from './mounted-packages.js';

/** Key of a package among all artifacts of a function. */
export function mountedKey({ artifact, package: found }: MountedPackage): string {
  return `${artifact}#${found.id}`;
}

type Shadows = Map<MountedPackage, MountedPackage>;

/** Layers are unpacked in order into one folder, so the last of two packages with the same folder overwrites the other. */
function overwritten(packages: readonly MountedPackage[]): Shadows {
  const last = new Map<string, MountedPackage>();
  for (const found of packages) last.set(found.folder, found);
  const shadows: Shadows = new Map();
  for (const found of packages) {
    const winner = last.get(found.folder);
    if (winner && winner.mount !== found.mount) shadows.set(found, winner);
  }
  return shadows;
}

/**
 * Of packages that a bare import from the function's code could find, Node and Python take the first one in search order. The others
 * are passed over, as are packages that only a list names.
 */
function passedOver(packages: readonly MountedPackage[], gone: Shadows): Shadows {
  const first = new Map<string, MountedPackage>();
  const isNamed = ({ package: { presence } }: MountedPackage): boolean => presence === 'declared';
  const here = packages.filter((found) => (found.rank !== null || isNamed(found)) && !gone.has(found));
  const importName = (found: MountedPackage): string =>
    packageKey(found.package.ecosystem, found.package.alias ?? found.package.name);
  for (const found of here) {
    // Nothing loads a package that only a list names: a layer may have it.
    if (isNamed(found)) continue;
    const known = first.get(importName(found));
    if (!known || (found.rank ?? 0) < (known.rank ?? 0)) first.set(importName(found), found);
  }
  const shadows: Shadows = new Map();
  for (const found of here) {
    const winner = first.get(importName(found));
    if (winner && winner !== found) shadows.set(found, winner);
  }
  return shadows;
}

function looksBeside({ package: { ecosystem } }: MountedPackage): boolean {
  return ecosystemOf(ecosystem)?.imports?.looksBeside ?? true;
}

/**
 * A layer's package that the function's code passes over is still loaded by the layer's other code and packages, which look in
 * the layer's folders first. It stays unless the layer is packages alone and all that depend on it are passed over too.
 */
function withoutStillNeeded(packages: readonly MountedPackage[], shadows: Shadows): Shadows {
  const byKey = new Map(packages.map((found) => [mountedKey(found), found]));
  const kept = new Map([...shadows].filter(([found]) => !found.isBesideCode || !looksBeside(found)));
  const queue = packages.filter((found) => !kept.has(found) && looksBeside(found));
  for (let found = queue.pop(); found; found = queue.pop()) {
    for (const id of found.package.dependencies) {
      const needed = byKey.get(`${found.artifact}#${id}`);
      if (needed && kept.delete(needed)) queue.push(needed);
    }
  }
  return kept;
}

/** For each package that is not loaded because another one has its name: that other one. Keys as `mountedKey`. */
export function shadowing(packages: readonly MountedPackage[]): ReadonlyMap<string, string> {
  const gone = overwritten(packages);
  const over = withoutStillNeeded(packages, passedOver(packages, gone));
  return new Map([...gone, ...over].map(([found, winner]) => [mountedKey(found), mountedKey(winner)]));
}
