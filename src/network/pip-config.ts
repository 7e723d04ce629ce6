import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A package index. Holds credentials: never printed, never stored. */
export interface PythonIndexAddress {
  /** Without credentials, with a slash at its end. */
  readonly url: string;
  /** Value of the Authorization header; null without credentials. */
  readonly authorization: string | null;
}

/** How pip, started here, would reach its indexes; plain data. */
export interface PipConfig {
  /** The index first, then extra ones; empty where none is configured. */
  readonly indexes: readonly PythonIndexAddress[];
  /** Certificate authorities to trust beside Node's own, PEM. */
  readonly certificates: readonly string[];
  /** Hosts that may be reached without encryption. */
  readonly trustedHosts: readonly string[];
  /** Why the configuration cannot be used, and what to do; absent where it can. */
  readonly failure?: string;
}

export interface PipSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

type Settings = ReadonlyMap<string, string>;

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Sections that hold for installations; those of a command come before `global`. */
const SECTIONS = ['global', 'download', 'install'];
const KEYS = new Set(['index-url', 'extra-index-url', 'cert', 'trusted-host', 'no-index']);

/** Lines that begin with white space go on with the value above them. */
function unfolded(text: string): string[] {
  const lines: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (/^\s/.test(raw) && lines.length > 0) lines.push(`${lines.pop()}\n${line}`);
    else lines.push(line);
  }
  return lines;
}

/** Settings of a file, as Python's configparser reads it. */
export function readPipConf(text: string): Settings {
  const bySection = new Map(SECTIONS.map((name) => [name, new Map<string, string>()]));
  let section: Map<string, string> | undefined;
  for (const line of unfolded(text)) {
    const [, name] = /^\[([^\]]{1,100})\]$/.exec(line) ?? [];
    const cut = line.search(/[=:]/);
    if (name !== undefined) section = bySection.get(name);
    else if (cut > 0)
      section?.set(line.slice(0, cut).trim().toLowerCase().replaceAll('_', '-'), line.slice(cut + 1).trim());
  }
  const all = SECTIONS.flatMap((name) => [...(bySection.get(name) ?? [])]);
  return new Map(all.filter(([key]) => KEYS.has(key)));
}

/** https://pip.pypa.io/en/stable/topics/configuration/: what stands later wins. */
function filesOf({ env, home }: PipSources): string[] {
  const named = env['PIP_CONFIG_FILE'];
  if (named === '/dev/null') return [];
  const shared = (env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(':').map((each) => join(each, 'pip/pip.conf'));
  const own = [
    join(home, '.pip/pip.conf'),
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip/pip.conf'),
  ];
  const ofEnvironment = env['VIRTUAL_ENV'] === undefined ? [] : [join(env['VIRTUAL_ENV'], 'pip.conf')];
  return [
    '/etc/pip.conf',
    ...shared,
    ...own,
    ...ofEnvironment,
    ...(named === undefined ? [] : [named]),
  ].filter((path) => path !== '');
}

function fromEnvironment({ env }: PipSources): Settings {
  return new Map(
    [...KEYS].flatMap((key) => {
      const value = env[`PIP_${key.toUpperCase().replaceAll('-', '_')}`];
      return value === undefined || value === '' ? [] : [[key, value] as const];
    }),
  );
}

/** `machine HOST login NAME password WORD` of a `.netrc`, which pip reads too. */
function netrcLogin(text: string, host: string): string | null {
  const words = text.split(/\s+/);
  for (let at = words.indexOf('machine'); at >= 0; at = words.indexOf('machine', at + 1)) {
    const [, name, loginWord, login, passwordWord, password] = words.slice(at, at + 6);
    if (name === host && loginWord === 'login' && passwordWord === 'password') return `${login}:${password}`;
  }
  return null;
}

/** Text with `%40` for `@`; as it stands where a `%` stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addressOf(text: string, netrc: string): PythonIndexAddress | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return null;
  const own = url.username === '' ? null : `${decoded(url.username)}:${decoded(url.password)}`;
  const login = own ?? netrcLogin(netrc, url.hostname);
  url.username = '';
  url.password = '';
  return {
    url: url.href.replace(/\/*$/, '/'),
    authorization: login === null ? null : `Basic ${Buffer.from(login).toString('base64')}`,
  };
}

function wordsOf(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

function unusable(failure: string): PipConfig {
  return { indexes: [], certificates: [], trustedHosts: [], failure };
}

/** Addresses of indexes: the one that has everything else, and those before or beside it. */
interface Addresses {
  readonly first: readonly string[];
  readonly extra: readonly string[];
}

/** Addresses in uv's variables, for users who have no pip. Names of indexes (`NAME=URL`) are left out. https://docs.astral.sh/uv/reference/environment/ */
function uvAddresses(env: PipSources['env']): Addresses {
  const words = (...names: readonly string[]): string[] =>
    names.flatMap((name) => wordsOf(env[name])).map((word) => word.replace(/^[\w.-]+=(?=https?:)/, ''));
  const [first] = words('UV_DEFAULT_INDEX', 'UV_INDEX_URL');
  return { first: first === undefined ? [] : [first], extra: words('UV_INDEX', 'UV_EXTRA_INDEX_URL') };
}

function addressesIn(settings: Settings, env: PipSources['env']): Addresses {
  if (/^(?:1|true|yes|on)$/i.test(settings.get('no-index') ?? '')) return { first: [], extra: [] };
  const ofPip = {
    first: wordsOf(settings.get('index-url')),
    extra: wordsOf(settings.get('extra-index-url')),
  };
  return ofPip.first.length + ofPip.extra.length > 0 ? ofPip : uvAddresses(env);
}

/**
 * How pip, or uv where pip is not configured, would reach its indexes. Where neither has an index of its own, there is none: the
 * default of both is not known here.
 */
export function readPipConfig(sources: PipSources): PipConfig {
  const files = filesOf(sources).map((path) => readPipConf(textOf(path) ?? ''));
  const settings: Settings = new Map([...files, fromEnvironment(sources)].flatMap((one) => [...one]));
  const netrc = textOf(sources.env['NETRC'] ?? join(sources.home, '.netrc')) ?? '';
  const { first, extra } = addressesIn(settings, sources.env);
  // What extra indexes lack, the default index may have.
  if (first.length === 0 && extra.length > 0)
    return unusable(
      'only extra indexes are configured, and the first one, which has the other packages, is not known; set PIP_INDEX_URL, or index-url in pip.conf',
    );
  const urls = [...first, ...extra];
  const indexes = urls.flatMap((url) => addressOf(url, netrc) ?? []);
  // What the other indexes lack may be in the one that is left out.
  if (indexes.length < urls.length)
    return unusable(
      "an index of pip's configuration is not the URL of a web server; correct index-url in pip.conf, PIP_INDEX_URL or UV_DEFAULT_INDEX",
    );
  const cert = urls.length === 0 ? undefined : settings.get('cert');
  const certificates = cert === undefined ? '' : textOf(cert);
  if (certificates === null)
    return unusable(
      `the certificates of pip's cert setting cannot be read (${cert}); correct cert in pip.conf, or PIP_CERT`,
    );
  return {
    indexes,
    certificates: certificates === '' ? [] : [certificates],
    trustedHosts: wordsOf(settings.get('trusted-host')),
  };
}

/** The configuration that holds for this process. */
export function pipConfigHere(): PipConfig {
  return readPipConfig({ env: process.env, home: homedir() });
}
