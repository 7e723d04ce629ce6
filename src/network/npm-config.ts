import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ScanError } from '../model/index.js';

/** Settings under the names that npm's clients take. Holds credentials: never printed, never stored. */
export type NpmConfig = Readonly<Record<string, string | boolean>>;

/** Where npm's configuration is read. */
export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Folder whose `.npmrc` counts as the project's; null: none does. */
  readonly cwd: string | null;
}

/** Keys of https://docs.npmjs.com/cli/using-npm/config about connections to a registry, and about trees → name in npm's clients. */
const PLAIN_KEYS = new Map([
  ['registry', 'registry'],
  ['proxy', 'proxy'],
  ['https-proxy', 'httpsProxy'],
  ['noproxy', 'noProxy'],
  ['ca', 'ca'],
  ['strict-ssl', 'strictSSL'],
  ['legacy-peer-deps', 'legacyPeerDeps'],
  ['strict-peer-deps', 'strictPeerDeps'],
  ['install-strategy', 'installStrategy'],
  ['omit-lockfile-registry-resolved', 'omitLockfileRegistryResolved'],
]);
const SWITCHES = new Set(['strictSSL', 'legacyPeerDeps', 'strictPeerDeps', 'omitLockfileRegistryResolved']);
const SCOPED_REGISTRY = /^@[^:/]+:registry$/;
const HOST_SETTING = /^\/\/[^\s]+:(?:_authToken|_auth|username|_password|certfile|keyfile)$/;

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function certificatesIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScanError('config', `the certificates of npm's cafile setting cannot be read: ${path}`, {
      hint: 'Correct cafile in .npmrc, or npm_config_cafile.',
      cause,
    });
  }
}

function expand(value: string, env: ConfigSources['env']): string {
  return value.replace(/\$\{([^}]{1,200})\}/g, (whole, name: string) => env[name] ?? whole);
}

/** Lines of an ini file: https://docs.npmjs.com/cli/configuring-npm/npmrc. Sections and arrays do not concern a registry. */
export function readNpmrc(text: string, env: ConfigSources['env']): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const cut = line.indexOf('=');
    if (cut < 1 || line.startsWith(';') || line.startsWith('#')) continue;
    const value = line
      .slice(cut + 1)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    settings.set(expand(line.slice(0, cut).trim(), env), expand(value, env));
  }
  return settings;
}

/** `npm_config_https_proxy` → `https-proxy`; what names a host or a scope stays as it is. */
function fromEnvironment(env: ConfigSources['env']): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '' || !/^npm_config_/i.test(name)) continue;
    const key = name.slice('npm_config_'.length);
    settings.set(/^[@/]/.test(key) ? key : key.toLowerCase().replaceAll('_', '-'), value);
  }
  return settings;
}

function optionOf(key: string, value: string): readonly [string, string | boolean] | undefined {
  if (SCOPED_REGISTRY.test(key) || HOST_SETTING.test(key)) return [key, value];
  const name = PLAIN_KEYS.get(key);
  if (name === undefined || value === 'null' || value === '') return undefined;
  if (SWITCHES.has(name)) return [name, value !== 'false'];
  return [name, name === 'ca' ? value.replaceAll('\\n', '\n') : value];
}

/**
 * How npm, started here, would reach its registries: environment before the project's `.npmrc` before the user's.
 * @throws ScanError `config` when a file of certificates cannot be read.
 */
export function readNpmConfig({ env, home, cwd }: ConfigSources): NpmConfig {
  const fromEnv = fromEnvironment(env);
  const userFile = fromEnv.get('userconfig') ?? join(home, '.npmrc');
  const files = [userFile, ...(cwd === null ? [] : [join(cwd, '.npmrc')])].map((path) =>
    readNpmrc(textOf(path) ?? '', env),
  );
  const settings = new Map([...files, fromEnv].flatMap((one) => [...one]));
  const cafile = settings.get('cafile');
  if (cafile !== undefined) settings.set('ca', certificatesIn(cafile));
  return Object.fromEntries(
    [...settings].map(([key, value]) => optionOf(key, value)).filter((option) => option !== undefined),
  );
}

/** Where the configuration of this process is read. @param cwd folder whose `.npmrc` counts as the project's; null: none does. */
export function configSourcesHere(cwd: string | null): ConfigSources {
  return { env: process.env, home: homedir(), cwd };
}

/** The configuration that holds in a folder of this machine. */
export function npmConfigHere(cwd: string): NpmConfig {
  return readNpmConfig(configSourcesHere(cwd));
}
