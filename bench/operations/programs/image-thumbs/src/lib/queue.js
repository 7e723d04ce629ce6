'use strict';
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

let client;
const getClient = () => (client ??= new SQSClient({}));

exports.reportFailure = async (details) => {
  await getClient().send(
    new SendMessageCommand({
      QueueUrl: process.env.FAILURES_QUEUE_URL,
      MessageBody: JSON.stringify(details),
    }),
  );
};
