/** Permissions of AWS, as `action on resource`. */
export interface PermissionsView {
  /** Of the code alone. */
  readonly needed: readonly string[];
  readonly excess: readonly string[];
  /** Needed and not granted, each with the reason. */
  readonly lacked: readonly string[];
  /** Needed resources whose own policies were not read. */
  readonly unreadPolicies: readonly string[];
  /** Why the code may need more. */
  readonly unresolved: readonly string[];
}
