/** What of a program is followed. */
export interface FollowedPlaces {
  /** Kinds of sources; null: all. */
  readonly kinds?: ReadonlySet<string> | null;
  /** Places of interest in large files, ascending: functions without one pass on what they are given. */
  readonly large?: ReadonlyMap<string, readonly number[]>;
}
