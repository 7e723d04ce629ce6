import { orderingOf } from '../versions/index.js';

/** What is known of a package's versions. */
export interface TestedVersions {
  /** Every published version. */
  readonly published: Iterable<string>;
  /** Those that the bundle was compared with. */
  readonly tested: ReadonlySet<string>;
  /** Those of them that it can be of. */
  readonly plausible: ReadonlySet<string>;
}

function isPrerelease(version: string): boolean {
  return /^\d+\.\d+\.\d+-/.test(version);
}

/**
 * The versions that a package can have: those that fit, and every published one between them and the nearest tested one that
 * does not. Pre-releases that were not tested are left out: hardly anyone deploys them.
 * @returns ascending.
 */
export function bracketOf({ published, tested, plausible }: TestedVersions): string[] {
  const ordering = orderingOf('npm');
  const versions = [...new Set([...published, ...tested])]
    .filter((version) => ordering?.isValid(version) && (tested.has(version) || !isPrerelease(version)))
    .sort((a, b) => ordering?.compare(a, b) ?? 0);
  const held = new Set<string>();
  for (const order of [versions, versions.toReversed()]) {
    // Before the first tested one, the nearest is looked for from the other side.
    let last: string | null = null;
    for (const version of order) {
      if (tested.has(version)) last = version;
      if (last !== null && plausible.has(last)) held.add(version);
    }
  }
  return versions.filter((version) => held.has(version));
}
