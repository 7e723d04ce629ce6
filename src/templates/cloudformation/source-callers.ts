import { accessByPolicy } from '../../iam/index.js';
import { compareAccess, type Trigger } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import type { Callers } from '../authorization-words.js';
import { indexOnce } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { rawStatements } from './policy-document.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** Kinds of sources that strangers may write to, by resource type, with the actions that cause an event. */
const WRITES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::SQS::Queue', ['sqs:SendMessage']],
  ['AWS::SNS::Topic', ['sns:Publish']],
  ['AWS::S3::Bucket', ['s3:PutObject']],
  ['AWS::Events::EventBus', ['events:PutEvents']],
  ['AWS::Kinesis::Stream', ['kinesis:PutRecord', 'kinesis:PutRecords']],
]);

/** Policy resource → the property that names what it protects, and the property with the document. */
const POLICIES: ReadonlyMap<string, readonly [of: string, document: string]> = new Map([
  ['AWS::SQS::QueuePolicy', ['Queues', 'PolicyDocument']],
  ['AWS::SQS::QueueInlinePolicy', ['Queue', 'PolicyDocument']],
  ['AWS::SNS::TopicPolicy', ['Topics', 'PolicyDocument']],
  ['AWS::SNS::TopicInlinePolicy', ['TopicArn', 'PolicyDocument']],
  ['AWS::S3::BucketPolicy', ['Bucket', 'PolicyDocument']],
  ['AWS::Kinesis::ResourcePolicy', ['ResourceArn', 'ResourcePolicy']],
  ['AWS::Events::EventBusPolicy', ['EventBusName', 'Statement']],
]);

/** `https://sqs.eu-west-1.amazonaws.com/1/orders` → `orders`: policies name their queue in several forms. */
function nameIn(text: string | null): string | null {
  return text && (text.split(/[/:]/).at(-1) ?? null);
}

/** Logical ids, and literal names, that a property refers to. */
function subjectsOf(template: Template, value: unknown): string[] {
  const list = Array.isArray(value) ? itemsOf(value) : [value];
  return list.flatMap((one) => referenceOf(one) ?? nameIn(textOf(one, template.scope)) ?? []);
}

const policiesBySubject = indexOnce((template: Template) => {
  const found = new Map<string, Resource[]>();
  for (const resource of template.resources.values()) {
    const [of] = POLICIES.get(resource.type) ?? [];
    if (of === undefined) continue;
    for (const subject of subjectsOf(template, propertyOf(template, resource, of))) {
      const list = found.get(subject) ?? [];
      list.push(resource);
      found.set(subject, list);
    }
  }
  return found;
});

function statementsOf(template: Template, policy: Resource): unknown {
  const [, document = ''] = POLICIES.get(policy.type) ?? [];
  const value = propertyOf(template, policy, document);
  // A bus has one statement a resource.
  return rawStatements(document === 'Statement' ? { Statement: value } : value, template.scope);
}

const NAME_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::SNS::Topic', 'TopicName'],
  ['AWS::S3::Bucket', 'BucketName'],
  ['AWS::Events::EventBus', 'Name'],
  ['AWS::Kinesis::Stream', 'Name'],
]);

function policyCallers(template: Template, source: Resource): Callers[] {
  const bySubject = policiesBySubject(template);
  const name = textPropertyOf(template, source, NAME_OF_TYPE.get(source.type) ?? '');
  const policies = [source.id, ...(name === null ? [] : [name])].flatMap((key) => bySubject.get(key) ?? []);
  const account = template.scope.parameters.get('AWS::AccountId') ?? null;
  return policies.flatMap((policy) => {
    const found = accessByPolicy(statementsOf(template, policy), {
      actions: WRITES.get(source.type) ?? [],
      account,
    });
    return found ? [{ access: found.access, statement: `${found.words} (${policy.id})` }] : [];
  });
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
