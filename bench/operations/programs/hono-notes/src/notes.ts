import { Hono } from 'hono';
import { createStore } from './store';
import { attachmentUrl } from './attachments';

const store = createStore(process.env.NOTES_TABLE!);

export const notes = new Hono()
  .get('/', async (c) => c.json(await store.list(c.req.query('owner') ?? 'nobody')))
  .get('/:id', async (c) => {
    const note = await store.get(c.req.param('id'));
    return note ? c.json(note) : c.notFound();
  })
  .put('/:id', async (c) => {
    await store.put({ ...(await c.req.json()), id: c.req.param('id') });
    return c.body(null, 204);
  })
  .delete('/:id', async (c) => {
    await store.delete(c.req.param('id'));
    return c.body(null, 204);
  })
  .get('/:id/attachment', async (c) => c.redirect(await attachmentUrl(c.req.param('id'))));
