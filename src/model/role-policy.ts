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
