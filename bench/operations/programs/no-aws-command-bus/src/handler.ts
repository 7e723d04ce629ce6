import { Bus } from './bus';
import { GetItemCommand, PutItemCommand } from './commands';
import { ItemStore } from './item-store';

const client = new Bus(new ItemStore());

export const handler = async (event: { method: string; id: string; value?: string }) =>
  event.method === 'PUT'
    ? client.send(new PutItemCommand({ TableName: 'memory', id: event.id, value: event.value ?? '' }))
    : client.send(new GetItemCommand({ TableName: 'memory', id: event.id }));
