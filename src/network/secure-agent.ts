import { request } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { NetworkSettings } from './network-settings.js';

const ANSWER_MILLIS = 30_000;

function proxyError(message: string): Error {
  const error = new Error(message);
  error.name = 'ProxyError';
  return error;
}

/** Opens a tunnel through a proxy. https://www.rfc-editor.org/rfc/rfc9110#CONNECT */
function tunnel(proxy: URL, authority: string): Promise<Duplex> {
  const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`);
  const headers =
    proxy.username === ''
      ? {}
      : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
  const asking = request(proxy, { method: 'CONNECT', path: authority, headers, timeout: ANSWER_MILLIS });
  return new Promise((resolve, reject) => {
    asking.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(proxyError(`the proxy ${proxy.host} answered ${answer.statusCode}`));
      }
    });
    asking.once('timeout', () => asking.destroy(proxyError(`the proxy ${proxy.host} does not answer`)));
    asking.once('error', reject);
    asking.end();
  });
}

type Connecting = Parameters<Agent['createConnection']>;

/** Connections that are encrypted from end to end, also where a proxy carries them. */
class SecureAgent extends Agent {
  private readonly settings: NetworkSettings;

  constructor(settings: NetworkSettings) {
    const { certificates } = settings;
    super({
      keepAlive: true,
      ...(certificates.length > 0 && { ca: [...rootCertificates, ...certificates] }),
    });
    this.settings = settings;
  }

  override createConnection(...[options, connected]: Connecting): Duplex | null | undefined {
    const { host, port } = options;
    // Node hands addresses of IPv6 over without their brackets.
    const name = host?.includes(':') ? `[${host}]` : host;
    const authority = `${name}:${port ?? 443}`;
    const proxy = this.settings.proxyFor(new URL(`https://${authority}`));
    if (!proxy) return super.createConnection(options, connected);
    const overTunnel = async () => {
      const socket = await tunnel(proxy, authority);
      // What TLS is spoken over: of `tls.connect`, whose options these are.
      return super.createConnection({ ...options, socket } as RequestOptions);
    };
    overTunnel().then(
      (secured) => secured && connected?.(null, secured),
      (error: unknown) => (connected as ((error: unknown) => void) | undefined)?.(error),
    );
    return undefined;
  }
}

const agents = new WeakMap<NetworkSettings, SecureAgent>();

/** How encrypted connections are made by some settings: the same agent each time. */
export function secureAgent(settings: NetworkSettings): Agent {
  const agent = agents.get(settings) ?? new SecureAgent(settings);
  agents.set(settings, agent);
  return agent;
}
