import { Hono } from 'hono';
import { html } from 'hono/html';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
const year = html`<small>${new Date().getFullYear()}</small>`;

app.use('*', async (c, next) => {
  await next();
  c.header('X-Frame-Options', 'DENY');
});

app.get('/u/:user', (c) => {
  const user = c.req.param('user');
  return c.html(
    html`<main>
      <h1>@${user}</h1>
      <p>Nothing here yet.</p>
      ${year}
    </main>`,
  );
});

export const handler = handle(app);
