import type { Package } from '../../model/index.js';
import { heldPackages, identifyJar, type JarIdentity } from './identify-jar.js';
import { javaLicenses } from './licenses.js';
import { archiveOf } from './locate-jars.js';
import type { Pom } from './read-pom.js';
import type { ReadPlace } from './read-places.js';

/** A package of an artifact, before its row is made. */
export interface JavaPackage {
  readonly identity: JarIdentity;
  readonly name: string;
  /** Where it is: a jar, or the place that its classes were copied into. */
  readonly place: ReadPlace;
  /** Whether its classes are among those of the place, and the place is no jar of it. */
  readonly isHeld: boolean;
  readonly pom: Pom | null;
  readonly licenses: readonly string[];
}

function nameOf({ group, artifact }: JarIdentity): string {
  return `${group}:${artifact}`;
}

/** The folder of `pom.properties` has `pom.xml`, too. */
function pomOf({ pomsByFolder }: ReadPlace, { properties }: JarIdentity): Pom | null {
  if (properties !== null) return pomsByFolder.get(properties.slice(0, properties.lastIndexOf('/'))) ?? null;
  return null;
}

function packageOf(place: ReadPlace, identity: JarIdentity, isHeld: boolean): JavaPackage {
  const pom = pomOf(place, identity);
  const bundleLicense = isHeld ? undefined : place.facts.manifest.get('bundle-license');
  const licenses = javaLicenses(pom?.licenses ?? [], bundleLicense);
  return { identity, name: nameOf(identity), place, isHeld, pom, licenses };
}

/** Whether a place is a jar of one package: not the artifact itself, nor a program with its libraries as archives inside. */
export function isLibrary({ path, isApplication }: ReadPlace): boolean {
  return path !== '' && !isApplication;
}

/** The packages of one place: that of the jar first, then those that it holds. */
export function packagesIn(place: ReadPlace): JavaPackage[] {
  const own = isLibrary(place) ? identifyJar(place.facts) : null;
  const held = heldPackages(place.facts, own?.properties ?? null);
  return [
    ...(own ? [packageOf(place, own, false)] : []),
    ...held.map((identity) => packageOf(place, identity, true)),
  ];
}

/** The archive that a package's root is: the one around its jar. */
export function rootPathOf({ place, isHeld }: Pick<JavaPackage, 'place' | 'isHeld'>): string {
  return isHeld && !isLibrary(place) ? place.path : archiveOf(place.path);
}

export function rootIdOf(path: string): Package['root'] {
  return `maven:${path}`;
}
