import {
  listAccounts,
  listRegions,
  orGap,
  type AccountAccess,
  type Aws,
  type CoverageGap,
  type MemberRole,
} from '../../aws/index.js';
import type { SweepScope } from '../sweep-options.js';

/** An account and the regions of it to look at. */
export interface OpenAccount {
  readonly access: AccountAccess;
  readonly regions: readonly string[];
}

export interface Places {
  readonly accounts: readonly OpenAccount[];
  /** Accounts and regions that could not be entered. */
  readonly gaps: readonly CoverageGap[];
}

type Entered = { readonly access: AccountAccess } | { readonly gap: CoverageGap };

/** Ids of the accounts to look at. */
async function accountIds(aws: Aws, scope: SweepScope, gaps: CoverageGap[]): Promise<readonly string[]> {
  const { account } = aws.own;
  if (!scope.organization) return scope.accounts.length > 0 ? scope.accounts : [account];
  const { value, gap } = await orGap(listAccounts(aws.own), { account, region: null, resource: null });
  if (gap) {
    gaps.push(gap);
    return [account];
  }
  return value.filter(({ active }) => active).map(({ id }) => id);
}

/** The account, if it could be entered. */
async function enter(aws: Aws, id: string, role: MemberRole): Promise<Entered> {
  const place = { account: id, region: null, resource: null };
  const entering = id === aws.own.account ? Promise.resolve(aws.own) : aws.member(id, role);
  const { value: access, gap } = await orGap(entering, place);
  return gap ? { gap } : { access };
}

async function openAccount(
  aws: Aws,
  id: string,
  { regions, role }: SweepScope,
): Promise<Entered | OpenAccount> {
  const entered = await enter(aws, id, role);
  if ('gap' in entered) return entered;
  const { access } = entered;
  if (regions.length > 0) return { access, regions };
  const place = { account: id, region: null, resource: null };
  const { value: enabled, gap } = await orGap(listRegions(access), place);
  return gap ? { gap } : { access, regions: enabled };
}

/** Enters the accounts of a scope. Accounts that cannot be entered are gaps. */
export async function openPlaces(aws: Aws, scope: SweepScope): Promise<Places> {
  const gaps: CoverageGap[] = [];
  const accounts: OpenAccount[] = [];
  for (const id of await accountIds(aws, scope, gaps)) {
    const opened = await openAccount(aws, id, scope);
    if ('gap' in opened) gaps.push(opened.gap);
    else if ('regions' in opened) accounts.push(opened);
  }
  return { accounts, gaps };
}
