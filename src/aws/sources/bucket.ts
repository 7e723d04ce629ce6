import type { GetBucketAclCommandOutput, PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { compareAccess } from '../../model/index.js';
import type { Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { Refusal } from '../access/refusal.js';
import { callersByPolicy, OWN_ACCOUNT_ONLY } from './source-policy.js';
import type { AskedSource, ReadSource } from './source.js';

interface BucketCall {
  /** In IAM's spelling. */
  readonly action: string;
  /** AWS's word for a bucket without such a setting. */
  readonly without: string;
}

/** A setting of a bucket; null if the bucket has none. @throws Refusal */
async function settingOf<T>(
  { action, without }: BucketCall,
  call: (action: string) => Promise<T>,
): Promise<T | null> {
  try {
    return await call(action);
  } catch (error) {
    if (error instanceof Refusal && error.code === without) return null;
    throw error;
  }
}

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

function openBucket({ resource, account, region }: AskedSource, { clients, call }: AccountAccess) {
  // Somebody else may own a bucket of this name by now: nothing of it is read.
  const input = { Bucket: resource, ExpectedBucketOwner: account };
  return {
    policy: async (action: string) => {
      const { GetBucketPolicyCommand } = await import('@aws-sdk/client-s3');
      const client = await clients.s3(region);
      return call(region, action, () => client.send(new GetBucketPolicyCommand(input)));
    },
    block: async (action: string) => {
      const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3');
      const client = await clients.s3(region);
      return call(region, action, () => client.send(new GetPublicAccessBlockCommand(input)));
    },
    acl: async (action: string) => {
      const { GetBucketAclCommand } = await import('@aws-sdk/client-s3');
      const client = await clients.s3(region);
      return call(region, action, () => client.send(new GetBucketAclCommand(input)));
    },
  };
}

const POLICY: BucketCall = { action: 's3:GetBucketPolicy', without: 'NoSuchBucketPolicy' };
const BLOCK: BucketCall = {
  action: 's3:GetBucketPublicAccessBlock',
  without: 'NoSuchPublicAccessBlockConfiguration',
};
const ACL: BucketCall = { action: 's3:GetBucketAcl', without: 'NoSuchAcl' };

/** The block of the bucket alone is read: its account may block the public as well. */
const ACCOUNT_BLOCK = '; whether the account blocks the public was not read';

function withoutPublic(callers: readonly Callers[], isBlocked: boolean | undefined): Callers[] {
  return callers.flatMap((one) => {
    if (one.access !== 'anyone') return [one];
    return isBlocked ? [] : [{ ...one, statement: `${one.statement}${ACCOUNT_BLOCK}` }];
  });
}

/**
 * Who may write to a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const readBucket: ReadSource = async (asked, access) => {
  const bucket = openBucket(asked, access);
  const policy = await settingOf(POLICY, bucket.policy);
  const blocked = await settingOf(BLOCK, bucket.block);
  const block: PublicAccessBlockConfiguration = blocked?.PublicAccessBlockConfiguration ?? {};
  const acl = block.IgnorePublicAcls ? null : await settingOf(ACL, bucket.acl);
  const text = policy?.Policy ?? null;
  const byPolicy = callersByPolicy({ text, actions: ['s3:PutObject'], account: asked.account });
  const [widest = OWN_ACCOUNT_ONLY] = [
    ...withoutPublic(byPolicy ? [byPolicy] : [], block.RestrictPublicBuckets),
    ...withoutPublic(callersByAcl(acl ?? {}), false),
  ].sort((a, b) => compareAccess(a.access, b.access));
  return widest;
};
