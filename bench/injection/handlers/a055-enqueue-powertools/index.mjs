import { Router } from '@aws-lambda-powertools/event-handler/http';
import { Logger } from '@aws-lambda-powertools/logger';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const logger = new Logger({ serviceName: 'enqueue' });
const app = new Router({ logger });
const sqs = new SQSClient({});

const queueFor = (queue) => {
  switch (queue) {
    case 'slow':
      return process.env.SLOW_QUEUE_URL;
    case 'fast':
      return process.env.FAST_QUEUE_URL;
    default:
      return queue;
  }
};

app.post('/jobs', async ({ req }) => {
  const { queue, payload } = await req.json();
  const QueueUrl = queueFor(queue);
  const { MessageId } = await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(payload) }),
  );
  logger.info('queued', { MessageId });
  return { id: MessageId };
});

export const handler = async (event, context) => app.resolve(event, context);
