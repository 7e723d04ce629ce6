import { S3Client, GetObjectCommand, PutObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { remember } from './uploads-table';
import { formFor } from './post-form';

const s3 = new S3Client({});
const bucket = process.env.UPLOADS_BUCKET as string;

interface Request {
  action: 'upload' | 'download' | 'form';
  key: string;
  user: string;
}

export async function handler({ action, key, user }: Request) {
  if (action === 'form') return formFor(s3, bucket, `${user}/${key}`);
  const command =
    action === 'upload'
      ? new PutObjectCommand({ Bucket: bucket, Key: `${user}/${key}`, ServerSideEncryption: 'AES256' })
      : new GetObjectCommand({ Bucket: bucket, Key: `${user}/${key}` });
  const url = await getSignedUrl(s3, command as PutObjectCommand, { expiresIn: 900 });
  if (action === 'upload') await remember(user, key);
  return { url };
}

export async function list({ user }: { user: string }) {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${user}/` }));
  return Contents.map(({ Key }) => Key);
}
