import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const app = new Hono();

app.get('/posts/:slug', async (c) => {
  const slug = c.req.param('slug');
  const posts = await prisma.$queryRaw`SELECT id, title FROM "Post" WHERE slug = ${slug} LIMIT 1`;
  if (!posts.length) {
    return c.json({ message: 'Not Found' }, 404);
  }
  return c.json(posts[0]);
});

app.get('/health', (c) => c.json({ ok: true }));

export const handler = handle(app);
