const { s3, ssm } = require('./aws');
const { call } = require('./call');

exports.handler = async ({ document }) => {
  const bucket = await ssm
    .getParameter({ Name: '/documents/bucket' })
    .then(({ Parameter }) => Parameter.Value);
  const Key = `documents/${document.id}.json`;
  const exists = await call(s3, 'headObject', { Bucket: bucket, Key }).then(
    () => true,
    () => false,
  );
  if (exists)
    await call(s3, 'copyObject', { Bucket: bucket, CopySource: `${bucket}/${Key}`, Key: `${Key}.old` });
  await s3.putObject({ Bucket: bucket, Key, Body: JSON.stringify(document) });
  return { replaced: exists };
};
