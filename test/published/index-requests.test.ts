import { expect, it } from 'vitest';
import { indexRequests } from '../../src/published/index-requests.js';
import { startIndexServer } from '../support/index-server.js';

it('a page that is not there is none, other answers are errors', async () => {
  const server = await startIndexServer();
  const config = server.pipConfig();
  const [index] = config.indexes;
  const requests = indexRequests(config);
  expect(await requests.page(index!, `${index!.url}foo/`)).toBeNull();
  server.mishaps.set('/simple/foo/', [403, 302]);
  await expect(requests.page(index!, `${index!.url}foo/`)).rejects.toThrow('refused');
  await expect(requests.page(index!, `${index!.url}foo/`)).rejects.toThrow('unreadable');
  await expect(requests.file(index!, `${index!.url}foo/`)).rejects.toThrow('unreadable');
});

it('a busy index is tried once more', async () => {
  const server = await startIndexServer();
  server.files.set('foo-1.whl', Buffer.from('x'));
  server.mishaps.set('/simple/foo/', [503]);
  const config = server.pipConfig();
  const page = await indexRequests(config).page(config.indexes[0]!, `${config.indexes[0]!.url}foo/`);
  expect(page?.type).toContain('json');
  expect(server.requests).toHaveLength(2);
});
