/** How one ecosystem orders its versions. */
export interface VersionOrdering {
  /** File name below src/versions. */
  readonly id: string;
  /** Whether `version` has a place in this ordering. */
  isValid(version: string): boolean;
  /** Whether a version was published to be tried out before a release; false for one that is not valid. */
  isPrerelease(version: string): boolean;
  /** The platform that the build of a version is for, `jre` of `31.1-jre`; '' if it names none. Absent: versions name no platforms. */
  platformOf?(version: string): string;
  /**
   * Negative, zero or positive, as `a` is before, equal to or after `b`. Total over valid versions.
   * @returns null when one of them is not valid: such versions are never ordered by guess.
   */
  compare(a: string, b: string): number | null;
  /**
   * Reads a range as package managers write it; a pre-release is in it as its place in the ordering has it. What reads ranges is loaded
   * late: scans need it only where packages are found.
   * @returns whether a version is in it (null: the version is not valid); null when the text is one version, or no range.
   */
  readRange(text: string): Promise<((version: string) => boolean | null) | null>;
}
