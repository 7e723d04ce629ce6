import type { ClientRequest } from 'node:http';
import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpsAgent } from '@npmcli/agent';
import type { NetworkSettings } from './network-settings.js';

const CONNECTION_MILLIS = 30_000;

function proxyError(message: string): Error {
  const error = new Error(message);
  error.name = 'ProxyError';
  return error;
}

/** Connections through a proxy, encrypted from end to end. */
class TunnelAgent extends HttpsAgent {
  /** npm's agent passes a proxy's refusal on as the server's answer, though it was not encrypted: here it is an error. */
  override addRequest(request: ClientRequest, options: RequestOptions): void {
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) request.destroy(proxyError(`the proxy answered ${statusCode}`));
    });
    super.addRequest(request, options);
  }
}

/** Hands each request to the tunnel through its proxy, or to direct connections where its host needs none. */
class SecureAgent extends Agent {
  private readonly settings: NetworkSettings;
  private readonly direct: HttpsAgent;
  private readonly proxied: HttpsAgent;

  constructor(settings: NetworkSettings) {
    super();
    const { certificates, proxy } = settings;
    const options: AgentOptions = {
      keepAlive: true,
      ...(certificates.length > 0 && { ca: [...rootCertificates, ...certificates] }),
    };
    const timeouts = { connection: CONNECTION_MILLIS };
    this.settings = settings;
    this.direct = new HttpsAgent({ ...options, timeouts });
    this.proxied = proxy ? new TunnelAgent({ ...options, timeouts, proxy: proxy.href }) : this.direct;
  }

  addRequest(request: ClientRequest, options: RequestOptions): void {
    const { host, port } = options;
    // Node hands addresses of IPv6 over without their brackets.
    const name = host?.includes(':') ? `[${host}]` : host;
    const url = new URL(`https://${name}:${port || 443}`);
    const agent = this.settings.needsProxy(url) ? this.proxied : this.direct;
    // Some callers leave out what npm's agent makes an address of.
    agent.addRequest(request, { ...options, protocol: 'https:', port: url.port || 443 });
  }

  override destroy(): void {
    this.direct.destroy();
    this.proxied.destroy();
  }
}

const agents = new WeakMap<NetworkSettings, SecureAgent>();

/** How encrypted connections are made by some settings: the same agent each time. */
export function secureAgent(settings: NetworkSettings): Agent {
  const agent = agents.get(settings) ?? new SecureAgent(settings);
  agents.set(settings, agent);
  return agent;
}
