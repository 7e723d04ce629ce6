/** A version that the application itself is to require. */
export interface RequiredVersion {
  readonly name: string;
  /** The name that the application gives the package, where it is another one. */
  readonly alias: string | null;
  readonly version: string;
  /** The folder that the packages lie in, where it is known and holds no character that means something to a shell. */
  readonly folder?: string;
}

/** A version that other packages are to get of a package. */
export interface ForcedVersion {
  readonly name: string;
  readonly version: string;
  readonly folder?: string;
  /** Whether the version is lower than the installed one. */
  readonly isStepBack: boolean;
  /** The application requires a copy of the same release line itself. */
  readonly isDirectToo: boolean;
  /** The installed release line; '' when no version is known. */
  readonly line: string;
  /** Whether copies of other release lines are installed. */
  readonly hasOtherLines: boolean;
}

/**
 * A package manager's commands, for a POSIX shell. Names and versions hold no character that means something to a shell, and begin
 * with none that makes an option: callers check them.
 */
export interface PackageManager {
  /** As `ApplicationRoot.manager` has it. */
  readonly id: string;
  /** Installs what the manifest requires. */
  readonly install: string;
  /** Makes the application require a version; null where no command does. */
  add(wanted: RequiredVersion): string | null;
  /** Makes the application no longer require a package; null where no command does. */
  remove(name: string): string | null;
  /** Forces a version of what other packages require; null where no command does, or where it would reach other copies. */
  force(wanted: ForcedVersion): string | null;
}
