import { GetObjectCommand, GlacierJobTier, RestoreObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { register } from '../registry';

const tier: GlacierJobTier = 'Bulk';
const s3 = new S3Client({});

register('restore', async ({ bucket, key }: { bucket: string; key: string }) => {
  await s3.send(
    new RestoreObjectCommand({
      Bucket: bucket,
      Key: key,
      RestoreRequest: { Days: 3, GlacierJobParameters: { Tier: tier } },
    }),
  );
  return { restoring: key };
});

export const peek = (bucket: string, key: string) =>
  s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-99' }));
