import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';

export const createStore = (TableName: string) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return {
    async get(id: string) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: { id } }));
      return Item;
    },
    async put(item: Record<string, unknown>) {
      await client.send(new PutCommand({ TableName, Item: item }));
    },
    async delete(id: string) {
      await client.send(new DeleteCommand({ TableName, Key: { id } }));
    },
    async list(owner: string) {
      const found: Record<string, unknown>[] = [];
      const query = {
        TableName,
        IndexName: 'owner',
        KeyConditionExpression: 'owner = :o',
        ExpressionAttributeValues: { ':o': owner },
      };
      for await (const { Items } of paginateQuery({ client }, query)) found.push(...(Items ?? []));
      return found;
    },
  };
};

export async function exportAll(TableName: string) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return client.send(new ScanCommand({ TableName }));
}
