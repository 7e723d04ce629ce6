import { DeleteObjectsCommand, S3Client, paginateListObjectsV2 } from '@aws-sdk/client-s3';

const client = new S3Client({});

export async function removeOldUploads(before) {
  let removed = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: process.env.UPLOADS })) {
    const old = Contents.filter(({ LastModified }) => LastModified.getTime() / 1000 < before);
    if (old.length === 0) continue;
    await client.send(
      new DeleteObjectsCommand({
        Bucket: process.env.UPLOADS,
        Delete: { Objects: old.map(({ Key }) => ({ Key })) },
      }),
    );
    removed += old.length;
  }
  return removed;
}
