import { readFileSync } from 'node:fs';
import { ScanError } from '../model/index.js';

/** How npm and the environment say that the network is reached. https://docs.npmjs.com/cli/using-npm/config */
export interface NetworkSettings {
  /** Proxy for a host; null to connect directly. */
  proxyFor(url: URL): URL | null;
  /** Certificate authorities to trust beside Node's own, PEM. NODE_EXTRA_CA_CERTS is Node's own business. */
  readonly certificates: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** npm hands its configuration to scripts in either case. */
function setting(env: Environment, ...names: readonly string[]): string | undefined {
  const spellings = names.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]);
  const found = spellings.find((name) => env[name] !== undefined && env[name] !== '' && env[name] !== 'null');
  return found && env[found];
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
  if (proxy?.protocol === 'http:') return proxy;
  throw new ScanError('config', 'the proxy setting is not the URL of an HTTP proxy', {
    hint: 'Give an http:// proxy in HTTPS_PROXY or npm_config_https_proxy.',
  });
}

/** @throws ScanError `config` when a setting cannot be used. */
export function readNetworkSettings(env: Environment): NetworkSettings {
  const address = setting(env, 'npm_config_https_proxy', 'npm_config_proxy', 'https_proxy', 'all_proxy');
  const exempt = setting(env, 'npm_config_noproxy', 'no_proxy') ?? '';
  const file = setting(env, 'npm_config_cafile');
  const inline = setting(env, 'npm_config_ca');
  return {
    proxyFor: (url) => (address === undefined || isExempt(url, exempt) ? null : parseProxy(address)),
    certificates: [
      ...(inline === undefined ? [] : [inline.replaceAll('\\n', '\n')]),
      ...(file === undefined ? [] : [readCertificates(file)]),
    ],
  };
}

function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScanError('config', `the certificates of npm's cafile setting cannot be read: ${path}`, {
      hint: 'Correct npm_config_cafile.',
      cause,
    });
  }
}
