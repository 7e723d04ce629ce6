import { execa } from 'execa';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';

const s3 = new S3Client({});

async function renderCover({ title, pages }) {
  const out = `/tmp/${randomUUID()}.pdf`;
  await execa('img2pdf --title="' + title + '" --output ' + out + ' /opt/assets/cover.png', { shell: true });
  console.log('rendered cover', { pages: Number(pages) });
  return readFile(out);
}

export async function handler(event) {
  const books = event.Records.filter((r) => r.eventName === 'INSERT').map((r) =>
    unmarshall(r.dynamodb.NewImage),
  );

  for await (const pdf of books.map(renderCover)) {
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.COVER_BUCKET,
        Key: `covers/${randomUUID()}.pdf`,
        Body: pdf,
      }),
    );
  }
}
