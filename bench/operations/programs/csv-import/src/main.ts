import { createGzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { parseRows } from './parse-rows.js';
import { writeAll } from './batch-writer.js';
import { notify } from './notify.js';

const s3 = new S3Client({});

async function archive(bucket: string, key: string, body: Readable) {
  const upload = new Upload({
    client: s3,
    params: { Bucket: process.env.ARCHIVE_BUCKET, Key: `${bucket}/${key}.gz`, Body: body.pipe(createGzip()) },
    queueSize: 2,
  });
  await upload.done();
}

async function download(bucket: string, key: string) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body as Readable;
}

export const handler = async (event: { bucket: string; key: string }) => {
  const rows = parseRows(await download(event.bucket, event.key));
  const count = await writeAll(rows);
  await archive(event.bucket, event.key, await download(event.bucket, event.key));
  await notify(`${count} rows of ${event.key} imported`);
  return { count };
};
