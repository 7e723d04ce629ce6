import { resourceOf } from './resource.js';

const items = resourceOf({ table: process.env.ITEMS_TABLE, key: 'id' });
const routes = new Map([
  ['GET', items.read],
  ['PUT', items.write],
  ['PATCH', items.patch],
]);

export const handler = async ({ httpMethod, pathParameters, body }) => {
  const route = routes.get(httpMethod);
  if (!route) return { statusCode: 405 };
  const result = await route(pathParameters.id, body && JSON.parse(body));
  return { statusCode: 200, body: JSON.stringify(result ?? {}) };
};
