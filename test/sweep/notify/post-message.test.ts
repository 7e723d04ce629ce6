import { beforeEach, expect, test } from 'vitest';
import { postMessage } from '../../../src/sweep/notify/post-message.js';
import { useWebhook } from '../../support/webhook-server.js';

const webhook = useWebhook();
beforeEach(() => {
  webhook.texts.length = 0;
  webhook.answers.length = 0;
});

test('a text arrives as it was, nothing of it is markup', async () => {
  await postMessage(webhook.url, 'a <!channel> & b');
  expect(webhook.texts).toEqual(['a &lt;!channel&gt; &amp; b']);
});

test.each([[503], [429], ['cut' as const]])('it is tried again after %s', async (answer) => {
  webhook.answers.push(answer);
  await postMessage(webhook.url, 'again');
  expect(webhook.texts).toEqual(['again']);
});

test.each([
  [404, 1, /answered 404/],
  [302, 1, /answered 302/],
])('%s fails after %d attempts, without the address', async (answer, attempts, message) => {
  webhook.answers.push(...Array<number>(5).fill(answer));
  const failed = await postMessage(webhook.url, 'no').catch((error: unknown) => error);
  expect(String(failed)).toMatch(message);
  expect(String(failed)).not.toMatch(/secret|127/);
  expect(webhook.answers).toHaveLength(5 - attempts);
});
