/** A difference between what a lockfile says and what is installed beside it. Installed outranks locked. */
export interface Drift {
  /** `version`: both, in different versions · `not-installed`: only locked · `not-locked`: only installed. */
  readonly kind: 'version' | 'not-installed' | 'not-locked';
  readonly ecosystem: string;
  readonly name: string;
  /** Package id; null for `not-installed`. */
  readonly package: string | null;
  readonly installedVersion: string | null;
  readonly lockedVersion: string | null;
  /** Path of the lockfile inside the artifact. */
  readonly lockfile: string;
}
