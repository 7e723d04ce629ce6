import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';

export async function* accounts(): AsyncGenerator<string> {
  const client = new OrganizationsClient({ region: 'us-east-1' });
  for await (const { Accounts } of paginateListAccounts({ client }, {}))
    for (const { Id, Status } of Accounts ?? []) if (Status === 'ACTIVE' && Id) yield Id;
}
