import type { Problem } from '../../model/index.js';

/** Packages that a problem names; the rest is counted. */
const SHOWN_PACKAGES = 5;

/** Why a package, or a part of it, was not compared. */
export interface Reason {
  readonly text: string;
  /** Whether an edit may hide in the parts that were not compared. */
  readonly isGap: boolean;
}

/** Packages of which nothing is missing because of it. */
export function noteOf(text: string): Reason {
  return { text, isGap: false };
}

export function gap(text: string): Reason {
  return { text, isGap: true };
}

/**
 * One problem a reason: a failing registry is reported once, not once a package.
 * @param all number of packages.
 * @param withWhat what they would be compared with.
 */
export function notCompared(
  named: readonly (readonly [string, Reason])[],
  all: number,
  withWhat: string,
): Problem[] {
  const byText = new Map<string, { readonly reason: Reason; readonly names: string[] }>();
  for (const [name, reason] of named) {
    const known = byText.get(reason.text);
    if (known) known.names.push(name);
    else byText.set(reason.text, { reason, names: [name] });
  }
  return [...byText.values()].map(({ reason: { text, isGap }, names }) => {
    const shown = names.slice(0, SHOWN_PACKAGES).join(', ') + (names.length > SHOWN_PACKAGES ? ' …' : '');
    const share = `${names.length} of ${all} packages: ${shown}`;
    const message = `Not compared with ${withWhat} (${share}): ${text}.`;
    return { code: 'unresolved', path: '', message, affectsCompleteness: isGap };
  });
}
