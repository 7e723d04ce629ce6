const { send, sendAll } = require('./sender');
const { commandsFor } = require('./commands-for');
const { S3Client } = require('@aws-sdk/client-s3');

const s3 = send.bind(null, new S3Client({}));

exports.handler = async ({ bucket, key }) => {
  const [head, acl] = await sendAll(s3, commandsFor({ Bucket: bucket, Key: key }));
  return { size: head.ContentLength, grants: acl.Grants.length };
};

exports.cleanup = async ({ bucket }) => {
  const { DeleteBucketCommand } = require('@aws-sdk/client-s3');
  return s3(Reflect.construct(DeleteBucketCommand, [{ Bucket: bucket }]));
};
