/** Releases to take next, and the part of the package's copies that each of them decides. */
export interface Step {
  readonly versions: readonly string[];
  readonly gain: number;
}

/** See decisive-releases.mjs. */
export function decisiveReleases(
  releases: readonly string[],
  known: {
    readonly chosen: Iterable<string>;
    readonly wanted: ReadonlyMap<string, number>;
    readonly rulesOf: (version: string) => readonly string[];
    readonly most: number;
  },
): Step[];
