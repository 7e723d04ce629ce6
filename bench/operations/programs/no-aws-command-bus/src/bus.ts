import type { Command } from './commands';
import type { ItemStore } from './item-store';

export class Bus {
  constructor(private readonly store: ItemStore) {}

  async send<T>(command: Command<T>): Promise<T> {
    return command.execute(this.store);
  }
}
