import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { z } from 'zod';
import { s3 } from './s3';

const Upload = z.object({ bucket: z.string().min(3), key: z.string() });

const app = new Hono().post('/check', async (c) => {
  const parsed = Upload.safeParse(await c.req.json());
  if (!parsed.success) return c.json({ issues: parsed.error.issues }, 422);
  return c.json({ url: s3.getSignedUrl('getObject', parsed.data) });
});

export const handler = handle(app);
