// An attachment becomes plain text; moment and ajv come from the shared layer.
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { SendMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');
const mammoth = require('mammoth');
const moment = require('moment');
const pdf = require('pdf-parse');
const { collapse } = require('./text.js');

const s3 = new S3Client({});
const sqs = new SQSClient({});

exports.handler = async (event) => {
  for (const { s3: source, eventTime } of event.Records) {
    const key = decodeURIComponent(source.object.key);
    const { Body, ContentType } = await s3.send(
      new GetObjectCommand({ Bucket: source.bucket.name, Key: key }),
    );
    const bytes = Buffer.from(await Body.transformToByteArray());
    const text = collapse(await textOf(bytes, ContentType));
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: process.env.SCREENING_QUEUE,
        MessageBody: JSON.stringify({ key, text, receivedAt: moment(eventTime).toISOString() }),
      }),
    );
  }
};

async function textOf(bytes, contentType) {
  if (contentType === 'application/pdf') return (await pdf(bytes)).text;
  return (await mammoth.extractRawText({ buffer: bytes })).value;
}
