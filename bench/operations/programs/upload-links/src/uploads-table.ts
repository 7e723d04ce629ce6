import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

const client = new DynamoDBClient({});

export async function remember(user: string, key: string): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: 'uploads',
      Item: marshall({ user, key, at: Date.now() }),
    }),
  );
}
