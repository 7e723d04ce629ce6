import type { AcceptedPackage } from '../accepted-package.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { FORKS } from '../index/forks.js';

/** A package and its forks have the same code in some releases. Name → the other names. */
const RELATIVES = new Map<string, string[]>();
for (const [name, earlier] of FORKS) {
  RELATIVES.set(name, [...(RELATIVES.get(name) ?? []), earlier]);
  RELATIVES.set(earlier, [...(RELATIVES.get(earlier) ?? []), name]);
}

/**
 * The names of accepted packages. A package that nothing requires gives way to its fork, or to what it was forked from, if that is
 * required and not accepted: both explain the code, and the requirement decides.
 * @param required names in the index that accepted packages import, or that are required.
 */
export function withRequiredForks(names: ReadonlySet<string>, required: ReadonlySet<string>): Set<string> {
  const isMissing = (name: string): boolean => required.has(name) && !names.has(name);
  return new Set(
    [...names].map((name) => (required.has(name) ? name : (RELATIVES.get(name)?.find(isMissing) ?? name))),
  );
}

/**
 * Names of accepted packages, forks under the names that are required.
 * @param required names that something outside the text requires.
 */
export function namesOfAccepted(
  accepted: readonly AcceptedPackage[],
  { packages }: FingerprintIndex,
  required: ReadonlySet<string>,
): Set<string> {
  const wanted = new Set([...required, ...accepted.flatMap(({ imports }) => imports)]);
  const known = new Set(packages.flatMap(({ name }) => (wanted.has(name) ? [name] : [])));
  return withRequiredForks(new Set(accepted.map(({ name }) => name)), known);
}
