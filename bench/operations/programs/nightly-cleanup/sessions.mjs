import { DynamoDBClient, paginateScan, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const { SESSIONS_TABLE } = process.env;

export async function* expiredSessions(before) {
  const pages = paginateScan(
    { client, pageSize: 100 },
    {
      TableName: SESSIONS_TABLE,
      FilterExpression: 'expires < :t',
      ExpressionAttributeValues: { ':t': { N: String(before) } },
    },
  );
  for await (const { Items = [] } of pages) yield Items;
}

export async function removeSessions(items) {
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map(({ id }) => ({ DeleteRequest: { Key: { id } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [SESSIONS_TABLE]: requests } }));
  }
}
