import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { register } from '../registry';

const topic = process.env.NOTIFY_TOPIC_ARN;

export async function notify({ messages }: { messages: string[] }) {
  const client = new SNSClient({});
  const { Failed = [] } = await client.send(
    new PublishBatchCommand({
      TopicArn: topic,
      PublishBatchRequestEntries: messages.map((Message, index) => ({ Id: `${index}`, Message })),
    }),
  );
  return { failed: Failed.length };
}

register('notify', notify);
