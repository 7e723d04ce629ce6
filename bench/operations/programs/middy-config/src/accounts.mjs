import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const client = new DynamoDBClient({});

export async function accountOf(id) {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: process.env.ACCOUNTS, Key: { id: { S: id } } }),
  );
  return Item && unmarshall(Item);
}

export async function lockAccount(id) {
  await client.send(
    new UpdateItemCommand({
      TableName: process.env.ACCOUNTS,
      Key: { id: { S: id } },
      UpdateExpression: 'SET locked = :t',
      ExpressionAttributeValues: { ':t': { BOOL: true } },
    }),
  );
}
