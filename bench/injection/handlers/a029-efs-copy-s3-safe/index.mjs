import { mkdir, writeFile } from 'node:fs/promises';
import { resolve, dirname, sep } from 'node:path';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';

const client = new S3Client({ region: process.env.AWS_REGION });
const BASE = '/mnt/efs/mirror';

function locate(key) {
  const target = resolve(BASE, key);
  if (!target.startsWith(BASE + sep)) {
    throw new Error('key leaves the mirror directory');
  }
  return target;
}

async function* objects(records) {
  for (const { s3 } of records) {
    const Key = decodeURIComponent(s3.object.key.replaceAll('+', ' '));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: process.env.SOURCE_BUCKET, Key }));
    yield { Key, bytes: await Body.transformToByteArray() };
  }
}

export const handler = async (event) => {
  let copied = 0;
  for await (const { Key, bytes } of objects(event.Records)) {
    const target = locate(Key);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    copied += 1;
  }
  console.log(`copied ${copied} objects below ${BASE}${sep}`);
};
