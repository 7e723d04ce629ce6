import { accessByPolicy } from '../../iam/index.js';
import { compareAccess, type Trigger } from '../../model/index.js';
import type { Callers } from '../authorization-words.js';
import { field, parseJson } from '../data.js';
import type { Links } from './links.js';
import { policyResources } from './resource-policies.js';
import { textValueOf, valuesAt, type TerraformResource } from './resources.js';

/** Kinds of sources that strangers may write to, with the actions that cause an event. */
const WRITES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_sqs_queue', ['sqs:SendMessage']],
  ['aws_sns_topic', ['sns:Publish']],
  ['aws_s3_bucket', ['s3:PutObject']],
  ['aws_kinesis_stream', ['kinesis:PutRecord', 'kinesis:PutRecords']],
]);

const OWN: Callers = { access: 'service', statement: 'no policy of the plan lets others write to it' };

const NOT_HERE: Callers = {
  access: 'unknown',
  statement: 'it is defined elsewhere: the policy that says who may write to it was not seen',
};

/** Callers by the text of a policy; null if the resource sets none. */
function textCallers(resource: TerraformResource, actions: readonly string[]): Callers | null {
  const text = textValueOf(resource, 'policy');
  const expected = field(resource.expressions, 'policy') !== undefined;
  if (text === null)
    return expected
      ? { access: 'unknown', statement: `its policy is known after the apply (${resource.address})` }
      : null;
  const found = accessByPolicy(field(parseJson(text, '').data, 'Statement'), { actions, account: null });
  return found && { access: found.access, statement: `${found.words} (${resource.address})` };
}

function isOn(blocks: readonly TerraformResource[], name: string): boolean {
  return blocks.some(({ values }) => field(values, name) === true);
}

function bucketCallers(links: Links, bucket: TerraformResource, byPolicy: readonly Callers[]): Callers[] {
  const blocks = links.naming(bucket, 'bucket', ['aws_s3_bucket_public_access_block']);
  const blocksPolicy = isOn(blocks, 'restrict_public_buckets') || isOn(blocks, 'block_public_policy');
  const blocksAcl = isOn(blocks, 'ignore_public_acls') || isOn(blocks, 'block_public_acls');
  const writable = [bucket, ...links.naming(bucket, 'bucket', ['aws_s3_bucket_acl'])].filter(
    (one) => textValueOf(one, 'acl') === 'public-read-write',
  );
  const acl = writable.map(({ address }): Callers => ({
    access: 'anyone',
    statement: `anybody may write: acl public-read-write (${address})`,
  }));
  return [
    ...byPolicy.filter(({ access }) => !(blocksPolicy && access === 'anyone')),
    ...(blocksAcl ? [] : acl),
  ];
}

function sourceCallers(links: Links, source: TerraformResource): Callers {
  const actions = WRITES.get(source.type);
  if (!actions) return OWN;
  const { known, possible } = policyResources(links, source);
  const byPolicy = [
    ...[source, ...known].flatMap((policy) => textCallers(policy, actions) ?? []),
    ...possible.map(({ address }): Callers => {
      return {
        access: 'unknown',
        statement: `who may write to it is not known: ${address} may be its policy`,
      };
    }),
  ];
  const all = source.type === 'aws_s3_bucket' ? bucketCallers(links, source, byPolicy) : byPolicy;
  return [...all].sort((a, b) => compareAccess(a.access, b.access))[0] ?? OWN;
}

const WITH_POLICY: ReadonlySet<string> = new Set(['queue', 'topic', 'storage']);

/**
 * The trigger with what is known about who may write to its source.
 * @param path of the argument that names the source.
 */
export function withSourceCallers(
  links: Links,
  trigger: Trigger,
  { resource, path }: { readonly resource: TerraformResource; readonly path: string },
): Trigger {
  const [source] = links.linked(resource, path, [...WRITES.keys()]);
  if (source) return { ...trigger, ...sourceCallers(links, source) };
  const isNamed = valuesAt(resource.values, path).some((value) => typeof value === 'string');
  return WITH_POLICY.has(trigger.type) || (trigger.type === 'other' && isNamed)
    ? { ...trigger, ...NOT_HERE }
    : trigger;
}
