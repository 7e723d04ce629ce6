import { AppSyncGraphQLResolver } from '@aws-lambda-powertools/event-handler/appsync-graphql';
import pg from 'pg';

const pool = new pg.Pool({ max: 2 });
const app = new AppSyncGraphQLResolver();

const toList = (ids) => ids.map(Number).filter((n) => Number.isSafeInteger(n));

app.onQuery('ordersById', async ({ ids }) => {
  const list = toList(ids);
  if (list.length === 0) return [];
  const text = `SELECT id, total, placed_at FROM orders WHERE id IN (${list.join(', ')})`;
  const { rows } = await pool.query({ text, rowMode: 'array' });
  return rows.map(([id, total, placedAt]) => ({ id, total, placedAt }));
});

export const handler = async (event, context) => app.resolve(event, context);
