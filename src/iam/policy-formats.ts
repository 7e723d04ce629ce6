import type { ComposedPolicy, ComposedStatement } from './compose-policy.js';
import {
  cdkResource,
  cloudFormationResource,
  resourceParts,
  serverlessResource,
  terraformResource,
  type TemplateValue,
} from './resource-text.js';

/** A policy document's `Statement`, as plain data. */
export interface StatementData {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly TemplateValue[];
}

/** Writes a resource; the second argument are placeholders for what nothing shows. */
type WriteResource = (resource: string, missing: readonly string[]) => TemplateValue;

function statementData({ statements, missing }: ComposedPolicy, write: WriteResource): StatementData[] {
  return statements.map(({ actions, resources }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => write(resource, missing)),
  }));
}

/** A policy document with placeholders, which the reader replaces. */
export function policyDocument(policy: ComposedPolicy): {
  readonly Version: string;
  readonly Statement: readonly StatementData[];
} {
  return { Version: '2012-10-17', Statement: statementData(policy, (resource) => resource) };
}

/** Statements for a template of CloudFormation or SAM. What nothing shows is a star. */
export function cloudFormationStatements(policy: ComposedPolicy): readonly StatementData[] {
  return statementData(policy, cloudFormationResource);
}

/** Statements for `provider.iam.role.statements` of serverless.yml. */
export function serverlessStatements(policy: ComposedPolicy): readonly StatementData[] {
  return statementData(policy, serverlessResource);
}

/** A text as one line of a comment, in any of the languages: scanned code must not end the comment. */
export function inComment(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** What a person has to look at before the policy is used, as lines of a comment: what it may lack, and what is wider than needed. */
export function policyNotes({ statements, missing, unresolved }: ComposedPolicy): string[] {
  const wide = statements.flatMap(({ resources }) =>
    resources.filter((resource) => resourceParts(resource, missing).some(({ kind }) => kind === 'missing')),
  );
  const notes = [
    ...unresolved.map((why) => `The code may need more than this policy allows: ${why}`),
    ...[...new Set(wide)].map((resource) => `Narrow this: the code does not show all of ${resource}`),
  ];
  return notes.map(inComment);
}

function terraformStatement({ actions, resources }: ComposedStatement, missing: readonly string[]): string {
  const list = (texts: readonly string[]) => `[\n${texts.map((text) => `      ${text},\n`).join('')}    ]`;
  return [
    '  statement {',
    `    actions = ${list(actions.map((action) => JSON.stringify(action)))}`,
    `    resources = ${list(resources.map((resource) => terraformResource(resource, missing)))}`,
    '  }',
  ].join('\n');
}

/** A name that Terraform accepts. */
function identifierOf(name: string): string {
  const text = name.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(text) ? text : `_${text}`;
}

/** A data source of Terraform with the policy. */
export function terraformPolicy(name: string, policy: ComposedPolicy): string {
  const comments = policyNotes(policy).map((line) => `  # ${line}`);
  const statements = policy.statements.map((one) => terraformStatement(one, policy.missing));
  return `data "aws_iam_policy_document" "${identifierOf(name)}" {\n${[...comments, ...statements].join('\n')}\n}\n`;
}

/** Calls that give a function of CDK the policy. */
export function cdkPolicy(name: string, policy: ComposedPolicy): string {
  const comments = policyNotes(policy).map((line) => `// ${line}\n`);
  const calls = policy.statements.map(({ actions, resources }) =>
    [
      'fn.addToRolePolicy(',
      '  new iam.PolicyStatement({',
      `    actions: [${actions.map((action) => JSON.stringify(action)).join(', ')}],`,
      `    resources: [${resources.map((resource) => cdkResource(resource, policy.missing)).join(', ')}],`,
      '  }),',
      ');\n',
    ].join('\n'),
  );
  return `// ${inComment(name)}\n${comments.join('')}${calls.join('')}`;
}
