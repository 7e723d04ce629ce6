import { DynamoDBClient, UpdateItemCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';

export function attachStock(shop) {
  const client = new DynamoDBClient({});
  const take = async ({ sku, quantity }) => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: process.env.STOCK_TABLE,
        Key: { sku: { S: sku } },
        UpdateExpression: 'ADD available :q',
        ExpressionAttributeValues: { ':q': { N: String(-quantity) } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    if (Number(Attributes.available.N) < 5) shop.emit('low', { sku });
  };
  shop.on('sold', (sale) => shop.track(take(sale)));
}

export const expire = (client, TableName) =>
  client.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
    }),
  );
