'use strict';
const {
  S3Client,
  GetObjectCommand,
  PutObjectCommand,
  HeadObjectCommand,
  DeleteObjectCommand,
} = require('@aws-sdk/client-s3');

const client = new S3Client({ region: process.env.AWS_REGION, maxAttempts: 5 });
const THUMBNAILS = 'example-thumbnails';

async function read(bucket, key) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const chunks = [];
  for await (const chunk of Body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function isThumbnailed(key) {
  try {
    await client.send(new HeadObjectCommand({ Bucket: THUMBNAILS, Key: `small/${key}` }));
    return true;
  } catch (error) {
    if (error.name === 'NotFound') return false;
    throw error;
  }
}

function writeThumbnail(key, body) {
  const command = new PutObjectCommand({
    Bucket: THUMBNAILS,
    Key: `small/${key}`,
    Body: body,
    ContentType: 'image/jpeg',
  });
  return client.send(command);
}

function remove(key) {
  return client.send(new DeleteObjectCommand({ Bucket: THUMBNAILS, Key: `small/${key}` }));
}

module.exports = { read, isThumbnailed, writeThumbnail, remove };
