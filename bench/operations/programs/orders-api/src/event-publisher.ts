import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

export class EventPublisher {
  private readonly client = new EventBridgeClient({});

  constructor(private readonly bus: string) {}

  async publish(type: string, detail: unknown) {
    const entry = {
      EventBusName: this.bus,
      Source: 'orders',
      DetailType: type,
      Detail: JSON.stringify(detail),
    };
    await this.client.send(new PutEventsCommand({ Entries: [entry] }));
  }
}
