import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

const table = { TableName: 'chat-connections' };
const document = DynamoDBDocument.from(new DynamoDBClient());

export const add = (id) => document.put({ ...table, Item: { id, at: Date.now() } });

export const remove = (id) => document.delete({ ...table, Key: { id } });

export const all = async () => {
  const { Items } = await document.scan({ ...table, ProjectionExpression: 'id' });
  return Items.map(({ id }) => id);
};

export const rename = (id, name) =>
  document.update({
    ...table,
    Key: { id },
    UpdateExpression: 'SET nick = :n',
    ExpressionAttributeValues: { ':n': name },
  });
