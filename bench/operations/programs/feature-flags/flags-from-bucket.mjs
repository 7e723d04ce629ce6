export async function fromBucket() {
  const aws = await import('@aws-sdk/client-s3');
  const s3 = new aws.S3Client({});
  const { Body } = await s3.send(
    new aws.GetObjectCommand({ Bucket: process.env.FLAGS_BUCKET, Key: 'flags.json' }),
  );
  return JSON.parse(await Body.transformToString());
}
