import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { indexRequests } from '../../src/published/index-requests.js';
import { startIndexServer } from '../support/index-server.js';

const LIMIT = 60_000;

it('a page that is not there is none, other answers are errors', async () => {
  const server = await startIndexServer();
  const config = server.pipConfig();
  const [index] = config.indexes;
  const requests = indexRequests(config, LIMIT);
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
  const page = await indexRequests(config, LIMIT).page(config.indexes[0]!, `${config.indexes[0]!.url}foo/`);
  expect(page?.type).toContain('json');
  expect(server.requests).toHaveLength(2);
});

it('an answer that never ends does not outlast the time limit', async () => {
  const server = await startIndexServer();
  const endless = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write('<a ');
  });
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void endless.close());
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/`;
  const requests = indexRequests(server.pipConfig(), 50);
  await expect(requests.page({ url, authorization: null }, `${url}foo/`)).rejects.toThrow('busy');
});
