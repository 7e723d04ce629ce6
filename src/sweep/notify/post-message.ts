import type { Agent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { sendRequest } from '../../network/index.js';

const TIMEOUT_MILLIS = 15_000;
const ATTEMPTS = 3;
/** Slack cuts longer texts. https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const MAX_TEXT = 30_000;

/** Thrown when a sink refuses a message. It has no address, because that is a secret. */
export class SinkError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SinkError';
  }
}

function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function post(url: string, body: string, agent: Agent | undefined): Promise<string | null> {
  try {
    const answer = await sendRequest(new URL(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      body,
      agent,
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    answer.resume();
    const { statusCode = 0 } = answer;
    return statusCode >= 200 && statusCode < 300 ? null : `The webhook answered ${statusCode}.`;
  } catch {
    // The error may quote the address.
    return 'The webhook could not be reached.';
  }
}

/**
 * Posts a text to a webhook as Slack, Mattermost and others take it. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @param agent how encrypted connections are made; without: directly.
 * @throws SinkError when it is refused, also after another try.
 */
export async function postMessage(url: string, text: string, agent?: Agent): Promise<void> {
  const body = JSON.stringify({ text: escapeSlack(text.slice(0, MAX_TEXT)) });
  for (let made = 1; ; made += 1) {
    const problem = await post(url, body, agent);
    if (problem === null) return;
    if (made >= ATTEMPTS || /answered (?:3|4(?!29))/.test(problem)) throw new SinkError(problem);
    await wait(made * 500);
  }
}
