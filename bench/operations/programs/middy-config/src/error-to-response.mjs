import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

const client = new SNSClient({});

/** A middleware: tells the people on call, answers 500. */
export const errorToResponse = () => ({
  onError: async (request) => {
    await client.send(
      new PublishCommand({ TopicArn: process.env.ALARM_TOPIC, Message: String(request.error.stack) }),
    );
    request.response = { statusCode: 500, body: 'internal error' };
  },
});
