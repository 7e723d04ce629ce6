/** What of families can be there of which that is known. */
export interface ReleaseSnapshots {
  /** Indexed versions of each member, by name. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names under which members were there then: name → earlier name. */
  readonly earlierNames: ReadonlyMap<string, string>;
  /** Whether the text says the versions of a family's time: else it is a guess. */
  readonly areStated: boolean;
}

export const NO_SNAPSHOTS: ReleaseSnapshots = {
  versions: new Map(),
  earlierNames: new Map(),
  areStated: false,
};
