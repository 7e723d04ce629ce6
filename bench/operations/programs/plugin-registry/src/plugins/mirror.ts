import { EventBridge } from '@aws-sdk/client-eventbridge';
import { SQS } from '@aws-sdk/client-sqs';
import { register } from '../registry';

export const mirror = async (payload: object) => {
  const bridge = new EventBridge({});
  await bridge.putEvents({
    Entries: [{ Source: 'mirror', DetailType: 'mirrored', Detail: JSON.stringify(payload) }],
  });
};

export const drain = () => new SQS({}).purgeQueue({ QueueUrl: process.env.MIRROR_QUEUE });

if (process.env.MIRROR === 'on') {
  register('notify', mirror);
  register('restore', mirror);
}
