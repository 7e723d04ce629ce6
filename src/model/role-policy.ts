/**
 * A statement of an IAM policy. In a template, a reference that only the deployment resolves is written `<Table.Arn>`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Operators and keys (`StringEquals aws:SourceVpc`), never values: they can be secrets. */
  readonly conditions: readonly string[];
}

/** A policy of a role. */
export interface RolePolicy {
  readonly name: string;
  /** A boundary grants nothing: it limits what the others grant. */
  readonly kind: 'inline' | 'managed' | 'boundary';
  /** Of a managed policy, where it is known. */
  readonly arn: string | null;
  /** Null if the document was not there or could not be read: what it allows or denies is not known. */
  readonly statements: readonly PolicyStatement[] | null;
}

/** A statement of a resource's policy that is about the role of a function. */
export interface ResourceStatement extends PolicyStatement {
  /**
   * `role`: it names the role · `anyone`: it names everybody, or the role's sessions: boundaries do not limit it · `account`: it names the
   * role's account, which may pass the permission on by policies of its own.
   */
  readonly to: 'role' | 'anyone' | 'account';
  /** False if only the deployment knows whether it means the role. */
  readonly certain: boolean;
}

/** The policy of a resource (bucket, queue, topic, secret, key, table, stream), as far as it is about the role of a function. */
export interface ResourcePolicy {
  /** ARN of the resource; in a template, with placeholders. */
  readonly resource: string;
  readonly name: string;
  /** False: the resource is in another account than the role, so that both have to allow. */
  readonly isOwn: boolean;
  /** Empty if it has no policy; null if the policy was not read, or only the deployment knows it. */
  readonly statements: readonly ResourceStatement[] | null;
}
