/** Release-train snapshots that fit the versions already known. */
export interface ReleaseSnapshots {
  /** Indexed versions of each member that can be there, by name. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Members that had an earlier name at the time of the snapshot: name → earlier name. */
  readonly earlierNames: ReadonlyMap<string, string>;
  /** Whether the text states the versions of the snapshot; if not, its time is a guess. */
  readonly areStated: boolean;
}

export const NO_SNAPSHOTS: ReleaseSnapshots = {
  versions: new Map(),
  earlierNames: new Map(),
  areStated: false,
};
