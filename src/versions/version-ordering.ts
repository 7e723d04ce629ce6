/** How one ecosystem orders its versions. */
export interface VersionOrdering {
  /** File name below src/versions. */
  readonly id: string;
  /** Whether `version` has a place in this ordering. */
  isValid(version: string): boolean;
  /**
   * Negative, zero or positive, as `a` is before, equal to or after `b`. Total over valid versions.
   * @returns null when one of them is not valid: such versions are never ordered by guess.
   */
  compare(a: string, b: string): number | null;
}
