const path = require('path');
const fs = require('fs/promises');
const { execFileSync } = require('child_process');
const { S3Client, GetObjectCommand, PutObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});
const BUCKET = process.env.UPLOADS_BUCKET;

const decodeKey = (raw) => decodeURIComponent(raw.replace(/\+/g, ' '));

async function download(key) {
  const res = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  const local = '/tmp/' + Date.now() + '-' + path.basename(key);
  await fs.writeFile(local, await res.Body.transformToByteArray());
  return local;
}

exports.handler = async (event) => {
  for (const record of event.Records) {
    const key = decodeKey(record.s3.object.key);
    if (!key.endsWith('.pdf')) continue;

    const local = await download(key);
    const text = execFileSync('pdftotext', ['-layout', local, '-'], { maxBuffer: 1 << 26 });
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.TEXT_BUCKET,
        Key: key.replace(/\.pdf$/, '.txt'),
        Body: text,
      }),
    );
    await fs.unlink(local);
  }
};
