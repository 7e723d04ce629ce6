import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactGetItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';

type Key = Record<string, AttributeValue>;

export abstract class BaseRepository<T> {
  protected readonly client: DynamoDBClient;
  protected abstract readonly tableName: string;

  constructor(client = new DynamoDBClient({})) {
    this.client = client;
  }

  protected abstract keyOf(entity: T): Key;
  protected abstract changesOf(entity: T): Record<string, AttributeValue>;

  async save(entity: T): Promise<void> {
    const changes = Object.entries(this.changesOf(entity));
    await this.client.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: this.keyOf(entity),
        UpdateExpression: `SET ${changes.map(([name]) => `${name} = :${name}`).join(', ')} ADD version :one`,
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ...Object.fromEntries(changes.map(([name, value]) => [`:${name}`, value])),
        },
      }),
    );
  }

  protected async load(key: Key) {
    const { Item } = await this.client.send(new GetItemCommand({ TableName: this.tableName, Key: key }));
    return Item;
  }

  protected async loadMany(keys: Key[]) {
    const TransactItems = keys.map((key) => ({ Get: { TableName: this.tableName, Key: key } }));
    return this.client.send(new TransactGetItemsCommand({ TransactItems }));
  }

  async remove(entity: T): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: this.tableName, Key: this.keyOf(entity) }));
  }
}
