import { readPurl, type PurlParts } from '../ecosystems/index.js';
import type { Package } from '../model/index.js';
import { matchesGlob } from './glob.js';

/** How much of a package a pattern covers: every version it can have, some, or none. */
export type Extent = 'all' | 'some' | 'none';

/** How many of the versions that a package can have are accepted; unknown for an unknown version. */
export function extentOf(pkg: Package, accepts: (version: string) => boolean): Extent {
  const versions = pkg.version === null ? pkg.candidates : [pkg.version];
  const accepted = versions.filter(accepts).length;
  if (versions.length === 0) return 'some';
  if (accepted === 0) return 'none';
  return accepted === versions.length ? 'all' : 'some';
}

/**
 * The part of a package that a pattern covers: a purl whose name and version may be globs.
 * `pkg:npm/lodash` · `pkg:npm/@scope/*` · `pkg:npm/lodash@4.17.*`
 */
export function matchPattern(pattern: PurlParts, pkg: Package): Extent {
  const own = readPurl(pkg.purl);
  if (!own || own.type !== pattern.type || !matchesGlob(pattern.name, own.name)) return 'none';
  const { version } = pattern;
  return version === null ? 'all' : extentOf(pkg, (one) => matchesGlob(version, one));
}
