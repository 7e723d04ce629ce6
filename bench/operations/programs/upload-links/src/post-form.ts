import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';

const MAX_BYTES = 10 * 1024 * 1024;

export const formFor = (client: S3Client, bucket: string, key: string) =>
  createPresignedPost(client, {
    Bucket: bucket,
    Key: key,
    Conditions: [['content-length-range', 1, MAX_BYTES]],
    Expires: 600,
  });
