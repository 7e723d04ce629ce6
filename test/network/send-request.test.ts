import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendRequest } from '../../src/network/index.js';

let server: Server;
let url: URL;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/silent') return;
    if (request.url === '/away') response.writeHead(302, { location: 'https://example.invalid/' }).end();
    else request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const PLAIN = { agent: undefined };

test('the sent body arrives', async () => {
  expect(await text(await sendRequest(url, { ...PLAIN, method: 'POST', body: 'word' }))).toBe('word');
});

test('a redirect is a response, and is not followed', async () => {
  const answer = await sendRequest(new URL('/away', url), PLAIN);
  expect([answer.statusCode, answer.headers.location]).toEqual([302, 'https://example.invalid/']);
  answer.destroy();
});

test('a request ends when its host is silent for too long, and when it is cancelled', async () => {
  const silent = new URL('/silent', url);
  await expect(sendRequest(silent, { ...PLAIN, timeout: 50 })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const signal = AbortSignal.timeout(50);
  await expect(sendRequest(silent, { ...PLAIN, signal })).rejects.toMatchObject({ name: 'AbortError' });
});
