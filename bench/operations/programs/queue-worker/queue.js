'use strict';
const {
  SQSClient,
  ReceiveMessageCommand,
  DeleteMessageBatchCommand,
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  PurgeQueueCommand,
} = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});
const QueueUrl = process.env.JOBS_QUEUE_URL;

exports.receive = async function () {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages || [];
};

exports.acknowledge = async function (messages) {
  if (messages.length === 0) return;
  const Entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
};

exports.postpone = async function (messages) {
  for (const { ReceiptHandle } of messages)
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 300 }));
};

exports.forwardAll = async function (messages) {
  if (messages.length === 0) return;
  const Entries = messages.map(({ MessageId, Body }) => ({ Id: MessageId, MessageBody: Body }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.UNKNOWN_JOBS_QUEUE_URL, Entries }));
};

exports.purge = async function () {
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
};
