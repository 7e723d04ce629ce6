// What the samples find when they start, made through moto itself.
import { ACCOUNT, REGION } from './requirements.mjs';

export const arn = (service, rest) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

/** A table with a key, and an index on another attribute. */
export const createTable = (send, name, { key = 'id', index } = {}) => {
  const attributes = index ? [key, index] : [key];
  return send('dynamodb', 'CreateTableCommand', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(index && {
      GlobalSecondaryIndexes: [
        {
          IndexName: index,
          KeySchema: [{ AttributeName: index, KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  });
};

export const createBucket = (send, Bucket) => send('s3', 'CreateBucketCommand', { Bucket });

/** A key and its alias. */
export async function createKey(send, AliasName) {
  const { KeyMetadata } = await send('kms', 'CreateKeyCommand', {});
  await send('kms', 'CreateAliasCommand', { AliasName, TargetKeyId: KeyMetadata.KeyId });
}
