import got from 'got';

const makeHandler =
  ({ client, fallback }) =>
  async (event) => {
    const { region = fallback } = event.queryStringParameters ?? {};
    const { sku } = event.pathParameters;

    if (!/^[a-z]{2}-[a-z]{4,9}-[1-9]$/.test(region)) {
      return { statusCode: 400, body: JSON.stringify({ message: 'unknown region' }) };
    }

    const items = await client(
      `https://${region}.inventory.example.com/items/${encodeURIComponent(sku)}`,
    ).json();
    return {
      statusCode: 200,
      body: JSON.stringify({ region, sku, stock: items.stock }),
    };
  };

export const handler = makeHandler({
  client: got.extend({ timeout: { request: 2000 }, retry: { limit: 1 } }),
  fallback: 'eu-west-1',
});
