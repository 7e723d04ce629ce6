import satisfies from 'semver/functions/satisfies.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import { npm } from '../../ecosystems/index.js';

/** A range of one version (`1.2.3` or `1.2`), with or without an operator (`^1.2`). */
const SINGLE = /^(\^|~>?|>=|=|v)?(\s{0,4})(\d{1,20}(?:\.\d{1,20}){0,2}(?:[-+][\w.+-]{1,100})?)$/;
/** `4`, `4.x`, `4.17`, `4.17.*`: any version of a major or a minor version. */
const PARTIAL = /^\d{1,20}(?:\.(\d{1,20}|[xX*]))?(?:\.[xX*])?$/;
/** `>=1.2.0 <2`. */
const BOUNDED = /^(>=?)(\s{0,4})(\d[\w.+-]{0,100})(\s{1,4}<=?\s{0,4}\d[\w.+-]{0,100})$/;
const ANY = new Set(['', '*', 'x', 'X']);

function raisedSingle(spec: string, to: string): string | null {
  const [, operator, space = '', version = ''] = SINGLE.exec(spec) ?? [];
  if (version === '') return null;
  const isWhole = version.split('.').length > 2;
  // A partial version without an operator is itself a range.
  return operator === undefined && !isWhole ? null : `${operator ?? ''}${space}${to}`;
}

function raisedPartial(spec: string, to: string): string | null {
  const match = PARTIAL.exec(spec);
  if (!match) return null;
  const minor = `${to.split('.').slice(0, 2).join('.')}.`;
  // The range has a minor version, which may also be that of the new version.
  return match[1] !== undefined && minor.startsWith(`${spec.split('.').slice(0, 2).join('.')}.`)
    ? `~${to}`
    : `^${to}`;
}

function raisedBounds(spec: string, to: string): string | null {
  const [, , space = '', lower, upper = ''] = BOUNDED.exec(spec) ?? [];
  return lower === undefined ? null : `>=${space}${to}${upper}`;
}

/**
 * The range that starts at a version, in the form of the previous range: `^`, `~`, `>=` and exact versions keep their
 * operator.
 * @returns null for ranges that need a manual edit (`||`, hyphens), and for a version above an upper bound.
 */
export function raiseRange(spec: string, to: string): string | null {
  const range = spec.trim();
  if (validRange(range, true) === null) return null;
  const raised = ANY.has(range)
    ? `>=${to}`
    : (raisedSingle(range, to) ?? raisedPartial(range, to) ?? raisedBounds(range, to));
  return raised !== null && satisfies(to, raised, true) ? raised : null;
}

/** Whether every version in the range is at or above the version. */
export function startsAt(range: string, version: string): boolean {
  const lowest = validRange(range, true) === null ? null : minVersion(range, true);
  return lowest !== null && (npm.versions.compare(lowest.version, version) ?? -1) >= 0;
}
