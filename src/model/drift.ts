/** A difference between a lockfile and what is installed beside it. Installed outranks locked. */
export interface Drift {
  /** `version`: both, in different versions · `not-installed`: only locked · `not-locked`: only installed. */
  readonly kind: 'version' | 'not-installed' | 'not-locked';
  readonly ecosystem: string;
  readonly name: string;
  /** Package id; null for `not-installed`. */
  readonly package: string | null;
  readonly installedVersion: string | null;
  readonly lockedVersion: string | null;
  /** The locked version runs a script on install, the installed one lists none, as a dropper leaves its replaced manifest. */
  readonly installScriptGone?: true;
  /** Path of the lockfile inside the artifact. */
  readonly lockfile: string;
}
