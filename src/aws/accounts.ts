import type { AccountAccess } from './access.js';
import { allPages } from './pages.js';

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** Suspended and closing accounts run nothing. */
  readonly active: boolean;
}

/**
 * The accounts of the organisation. Only its management account and delegated administrators may ask.
 * @throws Refusal
 */
export async function listAccounts({ clients, call, home }: AccountAccess): Promise<MemberAccount[]> {
  const { ListAccountsCommand } = await import('@aws-sdk/client-organizations');
  const client = await clients.organizations();
  const action = 'organizations:ListAccounts';
  const listed = await allPages(action, async (marker) => {
    const command = new ListAccountsCommand(marker === undefined ? {} : { NextToken: marker });
    const { Accounts = [], NextToken } = await call(home, action, () => client.send(command));
    return { items: Accounts, next: NextToken };
  });
  return listed.flatMap(({ Id, Name, State, Status }) =>
    Id === undefined
      ? []
      : [{ id: Id, name: Name ?? Id, active: (State ?? Status ?? 'ACTIVE') === 'ACTIVE' }],
  );
}

/**
 * The regions that an account has enabled.
 * @throws Refusal
 */
export async function listRegions({ clients, call, home }: AccountAccess): Promise<string[]> {
  const { ListRegionsCommand } = await import('@aws-sdk/client-account');
  const client = await clients.account();
  const action = 'account:ListRegions';
  const listed = await allPages(action, async (marker) => {
    const command = new ListRegionsCommand({
      RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
      MaxResults: 50,
      ...(marker === undefined ? {} : { NextToken: marker }),
    });
    const { Regions = [], NextToken } = await call(home, action, () => client.send(command));
    return { items: Regions, next: NextToken };
  });
  return listed.flatMap(({ RegionName }) => RegionName ?? []).sort();
}
