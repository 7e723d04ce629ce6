import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { withRetries } from './with-retries.js';

const TABLE = 'contacts';
const SIZE = 25;
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

async function write(items: Record<string, string>[]): Promise<void> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  const { UnprocessedItems } = await client.send(
    new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }),
  );
  if (UnprocessedItems?.[TABLE]?.length) throw new Error('some items were not written');
}

export async function writeAll(rows: AsyncIterable<Record<string, string>>): Promise<number> {
  let batch: Record<string, string>[] = [];
  let count = 0;
  for await (const row of rows) {
    batch.push(row);
    count += 1;
    if (batch.length < SIZE) continue;
    const full = batch;
    batch = [];
    await withRetries(() => write(full));
  }
  if (batch.length > 0) await withRetries(() => write(batch));
  return count;
}
