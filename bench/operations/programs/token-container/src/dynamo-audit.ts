import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Audit } from './tokens';

export class DynamoAudit implements Audit {
  readonly #dynamo = new DynamoDB({});

  constructor(private readonly table: string) {}

  record = async (entry: { id: string; at: string; to: string }): Promise<void> => {
    await this.#dynamo.putItem({ TableName: this.table, Item: marshall(entry) });
  };

  async erase(id: string) {
    await this.#dynamo.deleteItem({ TableName: this.table, Key: { id: { S: id } } });
  }
}
