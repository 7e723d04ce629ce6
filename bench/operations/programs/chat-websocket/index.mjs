import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import * as connections from './connections.mjs';

const sendTo = (client) => async (id, message) => {
  try {
    await client.send(new PostToConnectionCommand({ ConnectionId: id, Data: JSON.stringify(message) }));
  } catch (error) {
    if (error.name !== 'GoneException') throw error;
    await connections.remove(id);
  }
};

const routes = {
  $connect: ({ requestContext }) => connections.add(requestContext.connectionId),
  $disconnect: ({ requestContext }) => connections.remove(requestContext.connectionId),
  message: async ({ body, requestContext: { domainName, stage } }) => {
    const client = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
    const send = sendTo(client);
    const ids = await connections.all();
    await Promise.all(ids.map((id) => send(id, JSON.parse(body))));
  },
};

export const handler = async (event) => {
  await routes[event.requestContext.routeKey]?.(event);
  return { statusCode: 200 };
};
