import type { AccountAccess } from './access.js';
import { allPages } from './pages.js';

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** Suspended and closing accounts run nothing. */
  readonly active: boolean;
}

/**
 * The accounts of the organisation. Only its management account and delegated administrators may list them.
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

/** Regions of partitions that have no Account Management API; all of them are enabled. Source: `endpoints.json` of botocore. */
const REGIONS_OF_PARTITION: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws-us-gov', ['us-gov-east-1', 'us-gov-west-1']],
  ['aws-iso', ['us-iso-east-1', 'us-iso-west-1']],
  ['aws-iso-b', ['us-isob-east-1', 'us-isob-west-1']],
  ['aws-iso-e', ['eu-isoe-west-1']],
  ['aws-iso-f', ['us-isof-east-1', 'us-isof-south-1']],
  ['aws-eusc', ['eusc-de-east-1']],
]);

/**
 * The regions that an account has enabled.
 * @throws Refusal
 */
export async function listRegions({
  clients,
  call,
  home,
  partition,
}: AccountAccess): Promise<readonly string[]> {
  const known = REGIONS_OF_PARTITION.get(partition);
  if (known) return known;
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
