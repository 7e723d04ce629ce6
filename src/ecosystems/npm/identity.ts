import valid from 'semver/functions/valid.js';
import type { PackageOrigin } from '../../model/index.js';
import { writePurl } from '../purl.js';
import { npm } from './index.js';

/** A version as npm reads it (`v1.2.3` and `=1.2.3` are `1.2.3`, build metadata stays), null when it is none. */
export function exactVersion(version: string | null): string | null {
  if (version === null || valid(version, true) === null) return null;
  return /^\d/.test(version) ? version : valid(version, true);
}

/** The purl of any name, also of one that no purl can hold as it is. */
export function npmPurl(name: string, version: string | null): string {
  try {
    return writePurl(npm, name, version);
  } catch {
    return writePurl(npm, encodeURIComponent(Buffer.from(name).toString()) || '_', version);
  }
}

const NOT_FROM_A_REGISTRY =
  /^(?:git[+:]|git@|ssh:|file:|link:|portal:|workspace:|github:|gitlab:|bitbucket:|gist:|\.{0,2}\/)/;

/**
 * Origin of a package by its address in a lockfile or manifest. Only an address that is no registry's is certain.
 * Managers omit the address of the public registry, or write that of a configured mirror.
 */
export function originOf(address: string | null): PackageOrigin {
  return address !== null && NOT_FROM_A_REGISTRY.test(address) ? 'private' : 'unknown';
}
