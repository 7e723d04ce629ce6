import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  IAMClient,
  ListAttachedRolePoliciesCommand,
  paginateListRoles,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import type { AccountCredentials } from './credentials';

export async function rolesOf(credentials?: AccountCredentials) {
  const client = new IAMClient({ credentials });
  const roles: { name: string; policies: string[] }[] = [];
  for await (const { Roles } of paginateListRoles({ client, pageSize: 50 }, {})) {
    for (const { RoleName } of Roles ?? []) {
      const { AttachedPolicies = [] } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      roles.push({ name: RoleName!, policies: AttachedPolicies.map(({ PolicyArn }) => PolicyArn!) });
    }
  }
  return roles;
}

export async function regionsOf(credentials?: AccountCredentials) {
  const { Regions = [] } = await new EC2Client({ credentials }).send(new DescribeRegionsCommand({}));
  return Regions.map(({ RegionName }) => RegionName);
}

export const createReader = (document: string) =>
  new IAMClient({}).send(
    new CreateRoleCommand({ RoleName: 'inventory-reader', AssumeRolePolicyDocument: document }),
  );
