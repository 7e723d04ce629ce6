import { ScanError } from '../model/index.js';
import { readNpmConfig, type ConfigSources } from './npm-config.js';

/** How the network is reached, by npm's configuration and the environment. */
export interface NetworkSettings {
  /** Null to connect directly. */
  readonly proxy: URL | null;
  needsProxy(url: URL): boolean;
  /** Certificate authorities to trust beside Node's own, PEM. Node itself reads NODE_EXTRA_CA_CERTS. */
  readonly certificates: readonly string[];
}

/** The variable of a name, in whichever case it is written. */
function variable(env: ConfigSources['env'], name: string): string | undefined {
  return [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
}

/** `host`, `.domain`, `*.domain`, each with or without a port; `*`. Ranges of addresses are not read: they exempt nothing. */
function isExempt({ hostname, port }: URL, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = '', only] = /^\*?\.?(.*?)(?::(\d{1,5}))?$/.exec(entry.toLowerCase()) ?? [];
      const isPort = only === undefined || only === (port || '443');
      if (entry === '*' || hostname === `[${entry}]`) return true;
      return isPort && (hostname === name || hostname.endsWith(`.${name}`));
    });
}

function parseProxy(address: string): URL {
  const text = address.includes('://') ? address : `http://${address}`;
  const proxy = URL.canParse(text) ? new URL(text) : null;
  if (proxy?.protocol === 'http:' || proxy?.protocol === 'https:') return proxy;
  throw new ScanError('config', 'the proxy setting is not the URL of an HTTP proxy', {
    hint: 'Give an http:// proxy in HTTPS_PROXY, or as https-proxy in .npmrc.',
  });
}

/**
 * npm's configuration comes first: its variables, the project's `.npmrc`, the user's. Then HTTPS_PROXY, ALL_PROXY and NO_PROXY.
 * @throws ScanError `config` when a setting cannot be used.
 */
export function readNetworkSettings(sources: ConfigSources): NetworkSettings {
  const { httpsProxy, proxy: anyProxy, noProxy, ca } = readNpmConfig(sources);
  const { env } = sources;
  const address = httpsProxy ?? anyProxy ?? variable(env, 'https_proxy') ?? variable(env, 'all_proxy');
  const exempt = noProxy ?? variable(env, 'no_proxy') ?? '';
  return {
    proxy: address === undefined ? null : parseProxy(String(address)),
    needsProxy: (url) => address !== undefined && !isExempt(url, String(exempt)),
    certificates: ca === undefined ? [] : [String(ca)],
  };
}
