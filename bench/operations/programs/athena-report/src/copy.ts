import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const keepCopy = (id: string, day: string) =>
  s3.send(
    new CopyObjectCommand({
      CopySource: `example-athena-results/${id}.csv`,
      Bucket: 'example-reports',
      Key: `visits/${day}.csv`,
    }),
  );
