/** A place in code that a finding or a need rests on. */
export interface CodePlace {
  /** Path in the artifact. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units: the only useful number in a minified file. */
  readonly column: number;
}

/** The text of a parameter of a call, as far as code shows it. */
export type ParameterValue =
  | { readonly kind: 'literal'; readonly text: string }
  /** The value of an environment variable. */
  | { readonly kind: 'environment'; readonly name: string };

/** A parameter of a call that names a resource: `TableName`, `Bucket`, `QueueUrl`. */
export interface ResourceParameter {
  readonly name: string;
  /** Null if code does not show it, or shows several. */
  readonly value: ParameterValue | null;
}

/** An AWS operation that code can perform. */
export interface OperationUse {
  /** Service id of AWS's models in lower case, letters and digits only: `dynamodb`, `sfn`, `cloudwatchlogs`. */
  readonly service: string;
  /** `UpdateItem`. */
  readonly operation: string;
  /** Parameters that name resources, one list a call; empty where code does not show the call's parameters. */
  readonly calls: readonly (readonly ResourceParameter[])[];
  /** Where the code uses it, the first ones. */
  readonly places: readonly CodePlace[];
}

/** The AWS operations that a function's code can perform. */
export interface OperationAnswer {
  readonly operations: readonly OperationUse[];
  /** Why code may perform more operations than these, in plain words; empty if these are all. */
  readonly unresolved: readonly string[];
}

/** An action on a resource. */
export interface PermissionGrant {
  /** `dynamodb:UpdateItem`; of a grant, a pattern (`dynamodb:*`). */
  readonly action: string;
  /** ARN or pattern; with a placeholder (`<Table.Arn>`, `<region>`) for what neither code nor configuration shows. */
  readonly resource: string;
}

/** A permission that the function's code needs. */
export interface NeededPermission extends PermissionGrant {
  readonly places: readonly CodePlace[];
}

/** A permission that the function's configuration needs, whatever its code does. */
export interface PlatformPermission extends PermissionGrant {
  /** The part of the configuration that needs it: `logs`, `VPC`, `queue Orders`. */
  readonly reason: string;
}

/** A permission that the role grants and nothing needs. */
export interface ExcessPermission extends PermissionGrant {
  /** Name of the policy that grants it. */
  readonly policy: string;
}

/** The permissions of a function: those that it needs, those that its role grants, and the difference. */
export interface FunctionPermissions {
  readonly needed: readonly NeededPermission[];
  readonly platform: readonly PlatformPermission[];
  readonly granted: readonly PermissionGrant[];
  readonly excess: readonly ExcessPermission[];
  /** Whether code may need more than `needed`: excess is then what was not seen to be used. */
  readonly atLeast: boolean;
  /** Why code may need more, in plain words. */
  readonly unresolved: readonly string[];
}
