import { accessByPolicy } from '../../iam/index.js';
import { compareAccess, type Trigger } from '../../model/index.js';
import { field } from '../data.js';
import type { Callers } from '../authorization-words.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { policyResourcesOf, policyStatements, possiblePolicies } from './resource-policies.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** Kinds of sources that strangers may write to, by resource type, with the actions that cause an event. */
const WRITES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::SQS::Queue', ['sqs:SendMessage']],
  ['AWS::SNS::Topic', ['sns:Publish']],
  ['AWS::S3::Bucket', ['s3:PutObject']],
  ['AWS::Events::EventBus', ['events:PutEvents']],
  ['AWS::Kinesis::Stream', ['kinesis:PutRecord', 'kinesis:PutRecords']],
]);

const NAME_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::SNS::Topic', 'TopicName'],
  ['AWS::S3::Bucket', 'BucketName'],
  ['AWS::Events::EventBus', 'Name'],
  ['AWS::Kinesis::Stream', 'Name'],
]);

function policyCallers(template: Template, source: Resource): Callers[] {
  const policies = policyResourcesOf(template, source, NAME_OF_TYPE.get(source.type) ?? '');
  const account = template.scope.parameters.get('AWS::AccountId') ?? null;
  const possible = possiblePolicies(template, source).map(({ id }): Callers => {
    return { access: 'unknown', statement: `who may write to it is not known: ${id} may be its policy` };
  });
  const known = policies.flatMap((policy): Callers[] => {
    const found = accessByPolicy(policyStatements(template, policy), {
      actions: WRITES.get(source.type) ?? [],
      account,
    });
    return found ? [{ access: found.access, statement: `${found.words} (${policy.id})` }] : [];
  });
  return [...known, ...possible];
}

function isOn(template: Template, block: unknown, name: string): boolean {
  return textOf(field(block, name), template.scope) === 'true';
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function bucketCallers(template: Template, bucket: Resource): Callers[] {
  const block = propertyOf(template, bucket, 'PublicAccessBlockConfiguration');
  const blocksPolicy =
    isOn(template, block, 'RestrictPublicBuckets') || isOn(template, block, 'BlockPublicPolicy');
  const blocksAcl = isOn(template, block, 'IgnorePublicAcls') || isOn(template, block, 'BlockPublicAcls');
  const isWritable = textPropertyOf(template, bucket, 'AccessControl') === 'PublicReadWrite';
  const acl: Callers = {
    access: 'anyone',
    statement: `anybody may write: AccessControl PublicReadWrite (${bucket.id})`,
  };
  const byPolicy = policyCallers(template, bucket).filter(
    ({ access }) => !(blocksPolicy && access === 'anyone'),
  );
  return [...byPolicy, ...(isWritable && !blocksAcl ? [acl] : [])];
}

const NOT_HERE: Callers = {
  access: 'unknown',
  statement: 'it is defined elsewhere: the policy that says who may write to it was not seen',
};

const OWN: Callers = { access: 'service', statement: 'no policy of the template lets others write to it' };

/** Types of triggers whose sources have policies of their own. */
const WITH_POLICY: ReadonlySet<string> = new Set(['queue', 'topic', 'storage']);

/**
 * The trigger with what is known about who may write to its source.
 * @param source the value that names the queue, topic, bucket, stream or bus.
 */
export function withCallers(template: Template, trigger: Trigger, source: unknown): Trigger {
  const found = template.resources.get(referenceOf(branchOf(source, template.scope)) ?? '');
  if (!found) return WITH_POLICY.has(trigger.type) ? { ...trigger, ...NOT_HERE } : trigger;
  if (!WRITES.has(found.type)) return { ...trigger, ...OWN };
  const callers =
    found.type === 'AWS::S3::Bucket' ? bucketCallers(template, found) : policyCallers(template, found);
  const [widest = OWN] = [...callers].sort((a, b) => compareAccess(a.access, b.access));
  return { ...trigger, ...widest };
}
