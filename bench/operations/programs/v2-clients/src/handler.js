const { promisify } = require('util');
const S3 = require('aws-sdk/clients/s3');
const SQS = require('aws-sdk/clients/sqs');
const { record } = require('./record');

const s3 = new S3();
const sqs = new SQS({ apiVersion: '2012-11-05' });
const sendMessage = promisify(sqs.sendMessage.bind(sqs));

function save(key, body, done) {
  s3.upload({ Bucket: 'example-exports', Key: key, Body: body }, (error, data) =>
    done(error, data && data.Location),
  );
}

exports.handler = function (event, context, callback) {
  const key = `exports/${event.name}.json`;
  save(key, JSON.stringify(event.rows), async (error, location) => {
    if (error) return callback(error);
    try {
      await s3.waitFor('objectExists', { Bucket: 'example-exports', Key: key }).promise();
      await record(event.name, location);
      await sendMessage({ QueueUrl: process.env.EXPORTS_QUEUE, MessageBody: location });
      callback(null, { location });
    } catch (failure) {
      callback(failure);
    }
  });
};

exports.purge = (event, context, callback) =>
  sqs.purgeQueue({ QueueUrl: process.env.EXPORTS_QUEUE }, callback);
