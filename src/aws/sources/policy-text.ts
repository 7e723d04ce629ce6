import type { AccountAccess } from '../access/access.js';
import { Refusal } from '../access/refusal.js';
import { sourceOf, type AskedSource } from './source.js';

/** Reads the text of a resource's policy; null if the resource has none. @throws Refusal */
export type ReadPolicyText = (asked: AskedSource, access: AccountAccess) => Promise<string | null>;

/** The answer; null where AWS's word says that there is none. @throws Refusal */
export async function orNone<T>(work: Promise<T>, without: string): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === without) return null;
    throw error;
  }
}

/** Host names of queues, by partition. The request itself goes to the endpoint of the client. */
const DOMAINS: ReadonlyMap<string, string> = new Map([['aws-cn', 'amazonaws.com.cn']]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const queuePolicy: ReadPolicyText = async (asked, { clients, call, partition }) => {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const { region, account, resource } = asked;
  const client = await clients.sqs(region);
  const domain = DOMAINS.get(partition) ?? 'amazonaws.com';
  const QueueUrl = `https://sqs.${region}.${domain}/${account}/${resource}`;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] });
  const { Attributes = {} } = await call(region, 'sqs:GetQueueAttributes', () => client.send(command));
  return Attributes['Policy'] ?? null;
};

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const topicPolicy: ReadPolicyText = async ({ arn, region }, { clients, call }) => {
  const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns');
  const client = await clients.sns(region);
  const command = new GetTopicAttributesCommand({ TopicArn: arn });
  const { Attributes = {} } = await call(region, 'sns:GetTopicAttributes', () => client.send(command));
  return Attributes['Policy'] ?? null;
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const bucketPolicy: ReadPolicyText = async ({ region, account, resource }, { clients, call }) => {
  const { GetBucketPolicyCommand } = await import('@aws-sdk/client-s3');
  const client = await clients.s3(region);
  // Somebody else may own a bucket of this name by now: nothing of it is read.
  const command = new GetBucketPolicyCommand({ Bucket: resource, ExpectedBucketOwner: account });
  const sent = call(region, 's3:GetBucketPolicy', () => client.send(command));
  return (await orNone(sent, 'NoSuchBucketPolicy'))?.Policy ?? null;
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
const secretPolicy: ReadPolicyText = async ({ arn, region }, { clients, call }) => {
  const { GetResourcePolicyCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await clients.secrets(region);
  const command = new GetResourcePolicyCommand({ SecretId: arn });
  const sent = call(region, 'secretsmanager:GetResourcePolicy', () => client.send(command));
  return (await sent).ResourcePolicy ?? null;
};

/** Every key has a policy. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
const keyPolicy: ReadPolicyText = async ({ arn, region }, { clients, call }) => {
  const { GetKeyPolicyCommand } = await import('@aws-sdk/client-kms');
  const client = await clients.keys(region);
  const command = new GetKeyPolicyCommand({ KeyId: arn });
  const sent = call(region, 'kms:GetKeyPolicy', () => client.send(command));
  const { Policy } = await sent;
  if (Policy === undefined) throw new Refusal('failed', 'kms:GetKeyPolicy', 'NoPolicy');
  return Policy;
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html */
const tablePolicy: ReadPolicyText = async ({ arn, region }, { clients, call }) => {
  const { GetResourcePolicyCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await clients.tables(region);
  const command = new GetResourcePolicyCommand({ ResourceArn: arn });
  const sent = call(region, 'dynamodb:GetResourcePolicy', () => client.send(command));
  return (await orNone(sent, 'PolicyNotFoundException'))?.Policy ?? null;
};

interface PolicyReader {
  /** The call that it makes. */
  readonly action: string;
  /** What follows the account in the ARN of such a resource; the first group is the whole resource, without its parts. */
  readonly form: RegExp;
  readonly read: ReadPolicyText;
}

/** By IAM's prefix of the service. */
const READERS: ReadonlyMap<string, PolicyReader> = new Map([
  ['sqs', { action: 'sqs:GetQueueAttributes', form: /^([\w.-]{1,80})$/, read: queuePolicy }],
  ['sns', { action: 'sns:GetTopicAttributes', form: /^([\w.-]{1,256})$/, read: topicPolicy }],
  ['s3', { action: 's3:GetBucketPolicy', form: /^([a-z\d.-]{3,63})(?:\/.*)?$/, read: bucketPolicy }],
  [
    'secretsmanager',
    { action: 'secretsmanager:GetResourcePolicy', form: /^(secret:[\w/+=.@-]{1,512})$/, read: secretPolicy },
  ],
  ['kms', { action: 'kms:GetKeyPolicy', form: /^(key\/[\w-]{1,64})$/, read: keyPolicy }],
  [
    'dynamodb',
    { action: 'dynamodb:GetResourcePolicy', form: /^(table\/[\w.-]{3,255})(?:\/.*)?$/, read: tablePolicy },
  ],
]);

/** A resource whose policy can be read. */
export interface ProtectedResource {
  /** Without its parts: of the bucket, not of its objects. */
  readonly arn: string;
  /** The call that reads its policy. */
  readonly action: string;
}

/** The one resource that an ARN of a policy is about; null for patterns, and where its service has no policies that are read. */
export function protectedResource(arn: string): ProtectedResource | null {
  const place = /^arn:[a-z-]{3,20}:([a-z\d-]{1,60}):[a-z\d-]{0,30}:\d{0,12}:/.exec(arn);
  const reader = READERS.get(place?.[1] ?? '');
  const whole = place && reader?.form.exec(arn.slice(place[0].length))?.[1];
  return place && reader && whole ? { arn: `${place[0]}${whole}`, action: reader.action } : null;
}

/** The text of the policy of a protected resource; null if it has none. @throws Refusal */
export async function readPolicyText(
  arn: string,
  functionArn: string,
  access: AccountAccess,
): Promise<string | null> {
  const source = sourceOf(arn, functionArn);
  const reader = READERS.get(source.service);
  if (!reader) throw new Refusal('failed', 'GetResourcePolicy', 'Unsupported');
  return reader.read(source, access);
}
