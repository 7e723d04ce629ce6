import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest, type Agent } from 'node:https';

/** A request to a server, without its address. */
export interface HttpRequest extends Pick<RequestOptions, 'method' | 'headers' | 'signal' | 'timeout'> {
  /** How encrypted connections are made: see secureAgent. Undefined: directly. */
  readonly agent: Agent | undefined;
  readonly body?: string;
}

/**
 * One request, whose redirects are not followed. The caller has checked that the address is safe, and reads or destroys the answer.
 * @throws the connection's error, or a `TimeoutError` when nothing arrives in time.
 */
export async function sendRequest(
  url: URL,
  { agent, body, ...options }: HttpRequest,
): Promise<IncomingMessage> {
  const request =
    url.protocol === 'https:' ? httpsRequest(url, { ...options, agent }) : httpRequest(url, options);
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.once('timeout', () => {
      const error = new Error(`no answer for ${(options.timeout ?? 0) / 1000} seconds`);
      error.name = 'TimeoutError';
      request.destroy(error);
    });
    request.end(body);
  });
}
