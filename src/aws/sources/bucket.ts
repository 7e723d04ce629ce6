import type { GetBucketAclCommandOutput, PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { compareAccess } from '../../model/index.js';
import type { Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { bucketPolicy, orNone } from './policy-text.js';
import { callersByPolicy, OWN_ACCOUNT_ONLY } from './source-policy.js';
import type { AskedSource, ReadSource } from './source.js';

const GROUPS: ReadonlyMap<string, Callers> = new Map([
  [
    'http://acs.amazonaws.com/groups/global/AllUsers',
    { access: 'anyone', statement: 'anybody may write: its access control list grants it to all users' },
  ],
  [
    'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
    {
      access: 'account',
      statement: 'users of any account may write: its access control list grants it to them',
    },
  ],
]);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function callersByAcl({ Grants = [] }: Pick<GetBucketAclCommandOutput, 'Grants'>): Callers[] {
  return Grants.flatMap(({ Grantee, Permission }) => {
    const writes = Permission === 'WRITE' || Permission === 'FULL_CONTROL';
    return (writes && GROUPS.get(Grantee?.URI ?? '')) || [];
  });
}

const ACL = 's3:GetBucketAcl';
const BLOCK = 's3:GetBucketPublicAccessBlock';
const ACCOUNT_BLOCK = 's3:GetAccountPublicAccessBlock';
const NO_BLOCK = 'NoSuchPublicAccessBlockConfiguration';

type Block = PublicAccessBlockConfiguration;

async function bucketBlock(
  { resource, account, region }: AskedSource,
  access: AccountAccess,
): Promise<Block> {
  const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3');
  const client = await access.clients.s3(region);
  const command = new GetPublicAccessBlockCommand({ Bucket: resource, ExpectedBucketOwner: account });
  const sent = access.call(region, BLOCK, () => client.send(command));
  return (await orNone(sent, NO_BLOCK))?.PublicAccessBlockConfiguration ?? {};
}

async function bucketAcl({ resource, account, region }: AskedSource, access: AccountAccess) {
  const { GetBucketAclCommand } = await import('@aws-sdk/client-s3');
  const client = await access.clients.s3(region);
  const command = new GetBucketAclCommand({ Bucket: resource, ExpectedBucketOwner: account });
  return (
    (await orNone(
      access.call(region, ACL, () => client.send(command)),
      'NoSuchAcl',
    )) ?? {}
  );
}

/**
 * What an account blocks for all of its buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 * @throws Refusal
 */
export async function accountBlock(
  { account, call, clients }: AccountAccess,
  region: string,
): Promise<Block> {
  const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3-control');
  const client = await clients.accountBuckets(region);
  const command = new GetPublicAccessBlockCommand({ AccountId: account });
  const sent = call(region, ACCOUNT_BLOCK, () => client.send(command));
  return (await orNone(sent, NO_BLOCK))?.PublicAccessBlockConfiguration ?? {};
}

/** Said where the account's block could not be read: it may block the public as well. */
const NOT_READ = '; whether the account blocks the public was not read';

/** Callers without the public, where it is blocked. @param isBlocked null if the account's block was not read. */
function withoutPublic(callers: readonly Callers[], isBlocked: boolean | null): Callers[] {
  return callers.flatMap((one) => {
    if (one.access !== 'anyone') return [one];
    if (isBlocked === true) return [];
    return [isBlocked === null ? { ...one, statement: `${one.statement}${NOT_READ}` } : one];
  });
}

/** Whether a bucket or its account blocks; null if the bucket does not, and the account's block was not read. */
function blocks(key: keyof Block, own: Block, ofAccount: Block | null): boolean | null {
  if (own[key] === true) return true;
  return ofAccount && ofAccount[key] === true;
}

/**
 * Reads who may write to buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * @param blockOfAccount gives what the account blocks; null if that could not be read.
 */
export function bucketReader(blockOfAccount: (region: string) => Promise<Block | null>): ReadSource {
  return async (asked, access) => {
    const text = await bucketPolicy(asked, access);
    const own = await bucketBlock(asked, access);
    const byAcl = own.IgnorePublicAcls ? [] : callersByAcl(await bucketAcl(asked, access));
    const byPolicy = callersByPolicy({ text, actions: ['s3:PutObject'], account: asked.account });
    const isOpen = byPolicy?.access === 'anyone' || byAcl.length > 0;
    const ofAccount = isOpen ? await blockOfAccount(asked.region) : null;
    const ignoresAcls = blocks('IgnorePublicAcls', own, ofAccount);
    const [widest = OWN_ACCOUNT_ONLY] = [
      ...withoutPublic(byPolicy ? [byPolicy] : [], blocks('RestrictPublicBuckets', own, ofAccount)),
      ...(ignoresAcls === true ? [] : withoutPublic(byAcl, ignoresAcls)),
    ].sort((a, b) => compareAccess(a.access, b.access));
    return widest;
  };
}
