import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const client = new S3Client({});

export function attachmentUrl(id: string): Promise<string> {
  const command = new GetObjectCommand({ Bucket: 'example-note-attachments', Key: `notes/${id}` });
  return getSignedUrl(client, command, { expiresIn: 300 });
}
