import { limitOf } from '../../files/index.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';

/** A parsed requirement. https://github.com/npm/npm-package-arg */
export type Spec =
  | { readonly kind: 'range'; readonly range: string }
  /** `npm:name@range` and `npm:range` (Yarn): `name` null keeps the dependency's own. */
  | { readonly kind: 'alias'; readonly name: string | null; readonly range: string }
  /** A tag: its version is unknown here. */
  | { readonly kind: 'tag' }
  /** git, URL, path, workspace: it comes from no registry. */
  | { readonly kind: 'elsewhere' };

function aliasOf(spec: string): Spec {
  const at = spec.indexOf('@', 1);
  if (at > 0) return { kind: 'alias', name: spec.slice(0, at), range: spec.slice(at + 1) };
  if (validRange(spec, true) !== null) return { kind: 'alias', name: null, range: spec };
  return { kind: 'alias', name: spec, range: '*' };
}

export function parseSpec(spec: string): Spec {
  if (spec.length > limitOf('dependency-range')) return { kind: 'tag' };
  if (spec.startsWith('npm:')) return aliasOf(spec.slice('npm:'.length));
  if (validRange(spec, true) !== null) return { kind: 'range', range: spec };
  // A tag holds nothing that a path, URL or `owner/repository` needs.
  return /[:/]/.test(spec) || spec.startsWith('.') ? { kind: 'elsewhere' } : { kind: 'tag' };
}

/** Facts of the package that a dependency resolves to. */
export interface Resolved {
  readonly name: string;
  readonly version: string | null;
}

/**
 * Whether a package is outside of its requirement. Only ranges and aliases are judged, as `npm ls` does it: loosely
 * parsed, pre-releases only where the range names them. Whatever cannot be judged is not called invalid.
 */
export function isOutside(spec: Spec, { name, version }: Resolved): boolean {
  if (spec.kind === 'alias' && spec.name !== null && spec.name !== name) return true;
  if (version === null || (spec.kind !== 'alias' && spec.kind !== 'range')) return false;
  const range = spec.range.trim();
  if (range === '' || range === '*' || validRange(range, true) === null) return false;
  return !satisfies(version, range, true);
}
