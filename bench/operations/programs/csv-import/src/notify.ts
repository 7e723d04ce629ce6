import { PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export const notify = (message: string) =>
  sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: message }));

export const subscribe = (address: string) =>
  sns.send(new SubscribeCommand({ TopicArn: process.env.TOPIC_ARN, Protocol: 'email', Endpoint: address }));
