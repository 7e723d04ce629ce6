import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A webhook on this machine, which records its requests. */
export interface Webhook {
  url: string;
  /** Texts that were taken. */
  readonly texts: string[];
  /** Statuses of the next responses; 200 without. `cut` ends the connection. */
  readonly answers: (number | 'cut')[];
}

/** A webhook for the tests of a file. */
export function useWebhook(): Webhook {
  const webhook: Webhook = { url: '', texts: [], answers: [] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = webhook.answers.shift() ?? 200;
      if (answer === 'cut') {
        request.socket.destroy();
        return;
      }
      const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
      if (answer === 200) webhook.texts.push(text);
      response.writeHead(answer, answer === 302 ? { location: 'https://example.invalid/' } : {}).end();
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    webhook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/secret`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return webhook;
}
