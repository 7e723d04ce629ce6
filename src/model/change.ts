/** One change to the manifest that an artifact is built from. */
export interface Change {
  /**
   * `upgrade`: the application asks for the package (or nothing tells who does) · `override`: another package brings it, and the
   * manifest forces its version · `remove`: it is malicious.
   */
  readonly action: 'upgrade' | 'override' | 'remove';
  readonly ecosystem: string;
  readonly name: string;
  /** The name the manifest knows it by, when that is not `name` (npm alias). */
  readonly alias: string | null;
  /** Id of its ApplicationRoot. */
  readonly root: string;
  /** Versions that are there, ascending. */
  readonly from: readonly string[];
  /** Version to move to; null where malware has none that is free of it. */
  readonly to: string | null;
  /** `to` is of another major than one of `from`, or of another minor of 0.x. */
  readonly major: boolean;
  /** Names of the direct dependencies that bring it, sorted; empty when it is one itself or that is not known. */
  readonly broughtBy: readonly string[];
  /** A command that makes the change, for a POSIX shell; null where none is known to. */
  readonly command: string | null;
  /** Ids of the artifact's open findings that are gone with it. */
  readonly clears: readonly string[];
}
