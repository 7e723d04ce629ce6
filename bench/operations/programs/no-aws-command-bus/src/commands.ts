import type { ItemStore } from './item-store';

export interface Command<T> {
  execute(store: ItemStore): Promise<T>;
}

export class GetItemCommand implements Command<string | undefined> {
  constructor(readonly input: { TableName: string; id: string }) {}

  async execute(store: ItemStore) {
    return store.getItem(this.input.id);
  }
}

export class PutItemCommand implements Command<void> {
  constructor(readonly input: { TableName: string; id: string; value: string }) {}

  async execute(store: ItemStore) {
    store.putItem(this.input.id, this.input.value);
  }
}
