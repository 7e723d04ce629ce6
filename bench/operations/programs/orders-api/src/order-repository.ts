import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';

export interface Order {
  id: string;
  customer: string;
  status: 'open' | 'cancelled';
  lines: { sku: string; quantity: number }[];
}

export class OrderRepository {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly stockTable: string,
  ) {}

  async get(id: string): Promise<Order | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: { id } }));
    return Item as Order | undefined;
  }

  async byCustomer(customer: string): Promise<Order[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'customer',
        KeyConditionExpression: 'customer = :c',
        ExpressionAttributeValues: { ':c': customer },
      }),
    );
    return Items as Order[];
  }

  async saveDraft(order: Order) {
    await this.client.send(new PutCommand({ TableName: this.table, Item: { ...order, draft: true } }));
  }

  async place(order: Order) {
    const reservations = order.lines.map(({ sku, quantity }) => ({
      Update: {
        TableName: this.stockTable,
        Key: { sku },
        UpdateExpression: 'SET available = available - :q',
        ConditionExpression: 'available >= :q',
        ExpressionAttributeValues: { ':q': quantity },
      },
    }));
    await this.client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: { TableName: this.table, Item: order } }, ...reservations],
      }),
    );
  }

  async setStatus(id: string, status: Order['status']) {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { id },
        UpdateExpression: 'SET #s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': status },
      }),
    );
  }

  async purge(id: string) {
    await this.client.send(new DeleteCommand({ TableName: this.table, Key: { id } }));
  }
}
