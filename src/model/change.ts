/** One change to the manifest that an artifact is built from. */
export interface Change {
  /**
   * `upgrade`: the package is a direct dependency (or its dependents are unknown) · `override`: another package brings it, and the
   * manifest forces its version · `remove`: it is malicious.
   */
  readonly action: 'upgrade' | 'override' | 'remove';
  readonly ecosystem: string;
  readonly name: string;
  /** Its name in the manifest, when that is not `name` (npm alias). */
  readonly alias: string | null;
  /** Id of its ApplicationRoot. */
  readonly root: string;
  /** Versions that are there, ascending. */
  readonly from: readonly string[];
  /** Version to move to; null where malware has no clean version. */
  readonly to: string | null;
  /** `to` is of another major than one of `from`, or of another minor of 0.x. */
  readonly major: boolean;
  /** Names of the direct dependencies that bring it, sorted; empty for a direct dependency, or when unknown. */
  readonly broughtBy: readonly string[];
  /** A command that makes the change, for a POSIX shell; null where none is known. */
  readonly command: string | null;
  /** Ids of the artifact's open findings that it clears. */
  readonly clears: readonly string[];
}
