import mysql from 'mysql2/promise';
import { z } from 'zod';

const schema = z.object({
  sort: z.string().min(1).max(200).default('name'),
  dir: z.string().default('asc'),
  limit: z.coerce.number().int().positive().max(100).default(25),
});

let connection;
const connect = async () => {
  connection ??= await mysql.createConnection(process.env.DATABASE_URL);
  return connection;
};

export const handler = async (event) => {
  const parsed = schema.safeParse(event.queryStringParameters ?? {});
  if (!parsed.success) {
    return { statusCode: 400, body: JSON.stringify({ issues: parsed.error.issues.length }) };
  }
  const { sort, dir, limit } = parsed.data;
  const db = await connect();
  const sql = 'SELECT id, name, price FROM products ORDER BY ' + sort + ' ' + dir + ' LIMIT ' + limit;
  const [rows] = await db.query(sql);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
