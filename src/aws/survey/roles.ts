import { statementsOfDocument } from '../../iam/index.js';
import type { RolePolicy } from '../../model/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';

/** A role as its account has it. */
export interface RoleFacts {
  readonly arn: string;
  readonly name: string;
  readonly policies: readonly RolePolicy[];
  /** ISO date-time of its last use; null when IAM has none on record. */
  readonly lastUsed: string | null;
}

type Details = Awaited<ReturnType<typeof authorizationDetails>>[number];
type RoleDetail = NonNullable<Details['RoleDetailList']>[number];

/**
 * All roles and policies of an account in one listing: fewer calls than asking role by role, and fewer rights.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
async function authorizationDetails({ clients, call, home }: AccountAccess) {
  const { GetAccountAuthorizationDetailsCommand } = await import('@aws-sdk/client-iam');
  const client = await clients.iam();
  const action = 'iam:GetAccountAuthorizationDetails';
  return allPages(action, async (marker) => {
    const command = new GetAccountAuthorizationDetailsCommand({
      Filter: ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'],
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const page = await call(home, action, () => client.send(command));
    return { items: [page], next: page.IsTruncated ? page.Marker : undefined };
  });
}

type Documents = ReadonlyMap<string, string>;

/** Text of each managed policy's version in force, by ARN. */
function documentsOf(pages: readonly Details[]): Documents {
  const policies = pages.flatMap(({ Policies = [] }) => Policies);
  return new Map(
    policies.flatMap(({ Arn, DefaultVersionId, PolicyVersionList = [] }) => {
      const current = PolicyVersionList.find(
        ({ VersionId, IsDefaultVersion }) => IsDefaultVersion || VersionId === DefaultVersionId,
      );
      return Arn && current?.Document ? [[Arn, current.Document] as const] : [];
    }),
  );
}

function managed(documents: Documents, arn: string, kind: 'managed' | 'boundary'): RolePolicy {
  const text = documents.get(arn);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return { name, kind, arn, statements: text === undefined ? null : statementsOfDocument(text) };
}

function roleOf(detail: RoleDetail, documents: Documents): RoleFacts[] {
  const { Arn, RoleName, RolePolicyList = [], AttachedManagedPolicies = [], RoleLastUsed } = detail;
  if (Arn === undefined) return [];
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  const inline = RolePolicyList.map(({ PolicyName = '', PolicyDocument = '' }): RolePolicy => ({
    name: PolicyName,
    kind: 'inline',
    arn: null,
    statements: statementsOfDocument(PolicyDocument),
  }));
  const attached = AttachedManagedPolicies.flatMap(({ PolicyArn }) =>
    PolicyArn === undefined ? [] : [managed(documents, PolicyArn, 'managed')],
  );
  return [
    {
      arn: Arn,
      name: RoleName ?? Arn,
      policies: [...inline, ...attached, ...(boundary ? [managed(documents, boundary, 'boundary')] : [])],
      lastUsed: RoleLastUsed?.LastUsedDate?.toISOString() ?? null,
    },
  ];
}

/**
 * The roles of an account, by ARN.
 * @throws Refusal
 */
export async function readRoles(access: AccountAccess): Promise<ReadonlyMap<string, RoleFacts>> {
  const pages = await authorizationDetails(access);
  const documents = documentsOf(pages);
  const roles = pages.flatMap(({ RoleDetailList = [] }) =>
    RoleDetailList.flatMap((detail) => roleOf(detail, documents)),
  );
  return new Map(roles.map((role) => [role.arn, role]));
}
