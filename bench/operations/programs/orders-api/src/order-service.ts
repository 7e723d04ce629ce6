import { randomUUID } from 'node:crypto';
import type { EventPublisher } from './event-publisher';
import type { Order, OrderRepository } from './order-repository';

export class OrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly events: EventPublisher,
  ) {}

  find(id: string) {
    return this.orders.get(id);
  }

  listOf(customer: string) {
    return this.orders.byCustomer(customer);
  }

  async place(input: Omit<Order, 'id' | 'status'>): Promise<Order> {
    const order: Order = { ...input, id: randomUUID(), status: 'open' };
    if (order.lines.length === 0) await this.orders.saveDraft(order);
    else await this.orders.place(order);
    await this.events.publish('OrderPlaced', order);
    return order;
  }

  async cancel(id: string) {
    await this.orders.setStatus(id, 'cancelled');
    await this.events.publish('OrderCancelled', { id });
  }

  /** Only the retention job of another stack called this. */
  async forget(id: string) {
    await this.orders.purge(id);
  }
}
