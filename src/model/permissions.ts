import type { ResourcePolicy } from './role-policy.js';

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

/** A parameter of a call that names a resource (`TableName`, `Bucket`, `QueueUrl`), or what a request in a transaction does (`Put`). */
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
  /** The parameters of each call, and of each request in a call, that name its resource; a list is empty where code does not show them. */
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
  /** Placeholders of its resource for what neither code nor configuration shows: `<TableName>`. */
  readonly missing: readonly string[];
}

/** A permission that the function's configuration needs, whatever its code does. */
export interface PlatformPermission extends PermissionGrant {
  /** The part of the configuration that needs it: `logs`, `VPC`, `queue Orders`. */
  readonly reason: string;
}

/** A permission that the role's policies have. */
export interface GrantedPermission extends PermissionGrant {
  readonly effect: 'Allow' | 'Deny';
  /** Name of the policy that has it. */
  readonly policy: string;
  /** Operators and keys of its conditions (`StringEquals aws:SourceVpc`), never values. */
  readonly conditions: readonly string[];
}

/** A permission that the role grants and nothing needs. */
export interface ExcessPermission extends PermissionGrant {
  /** Name of the policy that grants it. */
  readonly policy: string;
  /** Some of the actions that nothing needs, the most harmful first. */
  readonly examples: readonly string[];
}

/** A permission that the function's code needs, and that nothing grants. */
export interface LackedPermission extends PermissionGrant {
  /** What stands against it, in words. */
  readonly reason: string;
}

/** The permissions of a function: those that it needs, those that its role grants, and the difference. */
export interface FunctionPermissions {
  readonly needed: readonly NeededPermission[];
  readonly platform: readonly PlatformPermission[];
  readonly granted: readonly GrantedPermission[];
  readonly excess: readonly ExcessPermission[];
  /** Needs of the code that no policy grants, or that one denies. Where a policy was not read, nothing is concluded. */
  readonly lacked: readonly LackedPermission[];
  /** Needed resources whose own policies were not read: they may grant more, or deny. */
  readonly unreadPolicies: readonly string[];
  /** How many of AWS's actions the role allows that nothing needs on any resource. */
  readonly excessActions: number;
  /** Whether code may need more than `needed`: excess is then what was not seen to be used. */
  readonly atLeast: boolean;
  /** Why code may need more, in plain words. */
  readonly unresolved: readonly string[];
  /** Actions that code seems to need and that the table of AWS's actions lacks: their names are a guess by the rule. */
  readonly unknownActions: readonly string[];
}

/** A resource that an environment variable names, by the reference that a template has. */
export interface EnvironmentReference {
  /** Of the variable. */
  readonly name: string;
  /** `arn`: the resource is known · `name`: the text stands for a name, of whatever resource. */
  readonly kind: 'arn' | 'name';
  /** IAM's prefix of the resource's service; null where it is not known. */
  readonly service: string | null;
  /** With placeholders for what only the deployment knows: `arn:aws:dynamodb:<region>:<account>:table/<Table>`, `<TableParameter>`. */
  readonly value: string;
}

/** Plain values of variables. They leave only as the name of a resource that code passes the variable for: no list and no text of them can be made. */
export interface PlainNames {
  /** The value of a variable, if it fits the form of the name that it is used as; else null. */
  nameFor(variable: string, fits: (text: string) => boolean): string | null;
}

/** A resource that is encrypted with a key of its own. Both are ARNs, with placeholders. */
export interface EncryptedResource {
  readonly resource: string;
  readonly key: string;
}

/** An event source that Lambda polls with the function's role. */
export interface PolledSource {
  /** ARN, with placeholders. */
  readonly arn: string;
  /** ARN of the secret by which it is polled; null without one. */
  readonly secret: string | null;
}

/** A resource whose events start a function. */
export interface EventOrigin {
  /** ARN, with placeholders. */
  readonly arn: string;
  /** `type` of a `Trigger`; `invoke`: the function itself, which others call. */
  readonly type: string;
}

/** Limits of a function of AWS Lambda, as its template or its account has them. */
export interface FunctionLimits {
  /** Null if only the deployment knows it. */
  readonly timeoutSeconds: number | null;
  /** Null without one; undefined if only the deployment knows it, or if it was not read. */
  readonly reservedConcurrency: number | null | undefined;
}

/** Settings that show whether failures of a function and changes of its code would be noticed. */
export interface OperationSettings {
  /** The configuration turns X-Ray off (PassThrough). */
  readonly tracingOff: boolean;
  /** Whether Lambda checks a signature of its code; null if that was not read. */
  readonly signed: boolean | null;
  /** Another function of the same template is signed. */
  readonly othersSigned: boolean;
  /** Whether asynchronous events that failed are kept: by a dead-letter queue or topic, or a destination; null if that was not read. */
  readonly keepsFailed: boolean | null;
}

/** Location of a function's declaration in the configuration. */
export interface Declaration {
  /** Template, manifest or source file, named as artifacts are: POSIX, relative to where the scan was started when below it. */
  readonly path: string;
  /** 1-based; null when not known. */
  readonly line: number | null;
}

/** Settings of a function of AWS Lambda that need permissions, whatever its code does. ARNs have placeholders where only the deployment knows. */
export interface FunctionSettings {
  /** The function's real name; null if the deployment makes it. */
  readonly functionName: string | null;
  /** Null: the group that Lambda makes. */
  readonly logGroup: string | null;
  readonly vpc: boolean;
  readonly tracing: boolean;
  /** ARNs of the queue or topic for events that failed, and of other destinations. */
  readonly destinations: readonly string[];
  /** False if there may be destinations that were not read. */
  readonly destinationsKnown: boolean;
  readonly polled: readonly PolledSource[];
  /** Missing where the configuration does not tell. */
  readonly eventSources?: readonly EventOrigin[];
  /** ARNs of access points of file systems. */
  readonly fileSystems: readonly string[];
  /** ARN of the key that encrypts environment variables; null for AWS's own. */
  readonly environmentKey: string | null;
  /** Names of AWS's own layers among its layers: `LambdaInsightsExtension`. */
  readonly awsLayers: readonly string[];
  readonly environmentReferences: readonly EnvironmentReference[];
  /** Names of variables whose values are no secrets by their form. Missing where values were not seen. */
  readonly harmlessVariables?: readonly string[];
  /** Names of variables that refer to a parameter whose default stands in the template in plain text. */
  readonly plainDefaults?: readonly string[];
  /** Null where values are not kept. */
  readonly plainNames: PlainNames | null;
  /** Null if it is not known which resources are encrypted with keys of their own. */
  readonly encrypted: readonly EncryptedResource[] | null;
  /** Policies of resources, as far as they are about the function's role. Of other resources it is not known which policies they have. */
  readonly resourcePolicies: readonly ResourcePolicy[];
  /** How many functions of the template or account have its role. */
  readonly roleFunctions: number;
  /** Missing where the configuration does not tell. */
  readonly limits?: FunctionLimits;
  /** Missing where the configuration does not tell. */
  readonly operation?: OperationSettings;
  /** Where the configuration sets `runtime`, `timeout`, `tracing`, `variable:NAME`, and triggers (`triggerKey`). */
  readonly places?: ReadonlyMap<string, Declaration>;
}
