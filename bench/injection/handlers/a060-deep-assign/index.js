const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const { deepAssign } = require('./lib/merge');

const sqs = new SQSClient({});

exports.handler = async ({ Records }) => {
  const patch = {};
  Records.forEach((record) => {
    deepAssign(patch, JSON.parse(record.body));
  });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.PATCH_QUEUE_URL,
      MessageBody: JSON.stringify(patch),
    }),
  );
};
