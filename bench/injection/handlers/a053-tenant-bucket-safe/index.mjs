import { S3Client, paginateListObjectsV2 } from '@aws-sdk/client-s3';

const client = new S3Client({});
const TENANTS = new Map(Object.entries({ acme: 'acme-prod-docs', globex: 'globex-prod-docs' }));

async function listAll(Bucket) {
  const keys = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: 'public/' })) {
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
  }
  return keys;
}

export const handler = async (event) => {
  const bucket = TENANTS.get(event.headers?.['x-tenant-bucket'] ?? 'acme');
  if (!bucket) {
    return { statusCode: 404, body: JSON.stringify({ message: 'no such tenant' }) };
  }
  return { statusCode: 200, body: JSON.stringify(await listAll(bucket)) };
};
