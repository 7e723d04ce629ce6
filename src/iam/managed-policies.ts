import type { PolicyStatement } from '../model/index.js';
import { readStatements } from './policy-statements.js';
import { lazily, readTable } from './read-table.js';

type StatementsByName = Readonly<Record<string, unknown>>;

const managedPolicies = lazily(() => readTable('managed-policies') as StatementsByName);
const samTemplates = lazily(() => readTable('sam-policy-templates') as StatementsByName);

/** The statements of a policy that AWS manages, by its name; null if it is not in the shipped table. */
export function managedPolicyStatements(name: string): readonly PolicyStatement[] | null {
  const policies = managedPolicies();
  return Object.hasOwn(policies, name) ? readStatements(policies[name]) : null;
}

/**
 * The statements of one of SAM's policy templates (`S3ReadPolicy`) in CloudFormation's form, with its parameters as references;
 * undefined if SAM has no such template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export function samPolicyTemplate(name: string): unknown {
  const templates = samTemplates();
  return Object.hasOwn(templates, name) ? templates[name] : undefined;
}
