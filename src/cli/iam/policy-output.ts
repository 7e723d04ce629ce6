import { stringify } from 'yaml';
import {
  cdkPolicy,
  cloudFormationStatements,
  composePolicy,
  inComment,
  policyDocument,
  policyNotes,
  serverlessStatements,
  terraformPolicy,
  type ComposedPolicy,
} from '../../iam/index.js';
import type { FunctionPermissions, FunctionReport } from '../../model/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import { asJson } from '../answer-output.js';
import { describePermissions } from './describe-permissions.js';

/** A function whose code was analysed. */
interface Analysed {
  readonly name: string;
  readonly permissions: FunctionPermissions;
}

function analysed(functions: readonly FunctionReport[]): Analysed[] {
  return functions.flatMap(({ name, permissions }) => (permissions ? [{ name, permissions }] : []));
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${inComment(line)}\n`).join('');
}

function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).replaceAll(/Version: 2012-10-17$/gm, "Version: '2012-10-17'");
}

function samPolicy(name: string, policy: ComposedPolicy): string {
  const Policies = [{ Version: '2012-10-17', Statement: cloudFormationStatements(policy) }];
  return comment([name, ...policyNotes(policy)]) + yamlOf({ Policies });
}

function serverlessPolicy(functions: readonly Analysed[]): string {
  const policy = composePolicy(functions.map(({ permissions }) => permissions));
  const names = functions.map(({ name }) => name).join(', ');
  const provider = { iam: { role: { statements: serverlessStatements(policy) } } };
  return comment([names, ...policyNotes(policy)]) + yamlOf({ provider });
}

function eachPolicy(
  functions: readonly FunctionReport[],
  write: (name: string, policy: ComposedPolicy) => string,
): string {
  return analysed(functions)
    .map(({ name, permissions }) => write(name, composePolicy([permissions])))
    .join('\n');
}

/** IAM takes no policy without a statement. */
function policyOrNull(policy: ComposedPolicy): object | null {
  return policy.statements.length === 0 ? null : policyDocument(policy);
}

function json(functions: readonly FunctionReport[]): string {
  const answers = functions.map(({ id, name, role, permissions }) => ({
    id,
    name,
    role,
    permissions,
    policy: permissions && policyOrNull(composePolicy([permissions])),
  }));
  return asJson({ functions: answers });
}

/** Escapes what a terminal would act on; line breaks stay. */
function safely(text: string): string {
  return text.split('\n').map(escapeTerminal).join('\n');
}

/** Forms in which the command writes policies. */
export const POLICY_FORMATS: Readonly<Record<string, (functions: readonly FunctionReport[]) => string>> = {
  text: describePermissions,
  json,
  sam: (functions) => safely(eachPolicy(functions, samPolicy)),
  serverless: (functions) => safely(serverlessPolicy(analysed(functions))),
  cdk: (functions) => safely(eachPolicy(functions, cdkPolicy)),
  terraform: (functions) => safely(eachPolicy(functions, terraformPolicy)),
};
