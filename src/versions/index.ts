import { semver } from './semver.js';
import type { VersionOrdering } from './version-ordering.js';

export { releaseLine } from './release-line.js';
export type { VersionOrdering } from './version-ordering.js';

/** By OSV ecosystem name. https://ossf.github.io/osv-schema/#defined-ecosystems */
const ORDERINGS: ReadonlyMap<string, VersionOrdering> = new Map([['npm', semver]]);

/** The ordering of an ecosystem's versions; null when we have none, so that ranges cannot be decided. */
export function orderingOf(ecosystem: string): VersionOrdering | null {
  return ORDERINGS.get(ecosystem) ?? null;
}
