import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { OrderRepository } from './order-repository';
import { OrderService } from './order-service';
import { EventPublisher } from './event-publisher';
import { documentClient } from './clients';

const service = new OrderService(
  new OrderRepository(documentClient, process.env.ORDERS_TABLE!, process.env.STOCK_TABLE!),
  new EventPublisher(process.env.EVENT_BUS_NAME ?? 'default'),
);

const json = (statusCode: number, body: unknown): APIGatewayProxyResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const id = event.pathParameters?.id;
  switch (event.routeKey) {
    case 'GET /orders/{id}': {
      const order = await service.find(id!);
      return order ? json(200, order) : json(404, { message: 'no such order' });
    }
    case 'GET /customers/{id}/orders':
      return json(200, await service.listOf(id!));
    case 'POST /orders':
      return json(201, await service.place(JSON.parse(event.body ?? '{}')));
    case 'POST /orders/{id}/cancel':
      await service.cancel(id!);
      return json(204, null);
    default:
      return json(400, { message: 'unknown route' });
  }
};
