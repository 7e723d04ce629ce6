import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { notes } from './notes';

const app = new Hono();
app.get('/', (c) => c.text('notes'));
app.route('/notes', notes);
app.onError((error, c) => {
  console.error(error);
  return c.json({ message: 'internal error' }, 500);
});

export const handler = handle(app);
