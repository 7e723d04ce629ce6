import { callersByPolicy, OWN_ACCOUNT_ONLY } from './source-policy.js';
import type { AskedSource, ReadSource } from './source.js';

/** Host names of queues, by partition. The request itself goes to the endpoint of the client. */
const DOMAINS: ReadonlyMap<string, string> = new Map([['aws-cn', 'amazonaws.com.cn']]);

function queueUrl({ region, account, resource }: AskedSource, partition: string): string {
  return `https://sqs.${region}.${DOMAINS.get(partition) ?? 'amazonaws.com'}/${account}/${resource}`;
}

/** Who may send messages to a queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const readQueue: ReadSource = async (asked, { clients, call, partition }) => {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const { region, account } = asked;
  const client = await clients.sqs(region);
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl(asked, partition),
    AttributeNames: ['Policy'],
  });
  const { Attributes = {} } = await call(region, 'sqs:GetQueueAttributes', () => client.send(command));
  const policy = { text: Attributes['Policy'] ?? null, actions: ['sqs:SendMessage'], account };
  return callersByPolicy(policy) ?? OWN_ACCOUNT_ONLY;
};

/** Who may publish to a topic. https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const readTopic: ReadSource = async ({ arn, region, account }, { clients, call }) => {
  const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns');
  const client = await clients.sns(region);
  const command = new GetTopicAttributesCommand({ TopicArn: arn });
  const { Attributes = {} } = await call(region, 'sns:GetTopicAttributes', () => client.send(command));
  const policy = { text: Attributes['Policy'] ?? null, actions: ['sns:Publish'], account };
  return callersByPolicy(policy) ?? OWN_ACCOUNT_ONLY;
};
