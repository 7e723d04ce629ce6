import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { request } from 'undici';
import { createHash } from 'node:crypto';
import { isSafe } from './lib/urls.mjs';

const app = new Hono();

app.post('/avatars', async (c) => {
  const { imageUrl } = await c.req.json();
  if (!isSafe(imageUrl)) {
    return c.json({ error: 'imageUrl not accepted' }, 400);
  }
  const { statusCode, body } = await request(imageUrl);
  if (statusCode !== 200) {
    return c.json({ error: 'download failed' }, 502);
  }
  const bytes = Buffer.from(await body.arrayBuffer());
  const hash = createHash('sha256').update(bytes).digest('hex');
  return c.json({ hash, size: bytes.length }, 201);
});

export const handler = handle(app);
