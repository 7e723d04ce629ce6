import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkSettings, type NetworkSettings } from '../../src/network/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function settingsOf(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string | null = null,
): NetworkSettings {
  return readNetworkSettings({ env, home: '/no-home', cwd });
}

/** The proxy that a host is reached through. */
function proxyFor(url: URL, settings: NetworkSettings): string | undefined {
  return settings.needsProxy(url) ? settings.proxy?.href : undefined;
}

describe('network settings', () => {
  const url = new URL('https://osv.example.invalid/npm/all.zip');
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://proxy.example.invalid:3128' }, 'http://proxy.example.invalid:3128/'],
    [{ https_proxy: 'proxy.example.invalid:3128' }, 'http://proxy.example.invalid:3128/'],
    [
      { npm_config_https_proxy: 'http://a.example.invalid', HTTPS_PROXY: 'http://b.example.invalid' },
      'http://a.example.invalid/',
    ],
    [{ npm_config_proxy: 'http://a.example.invalid' }, 'http://a.example.invalid/'],
    [{ npm_config_proxy: 'null' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: 'other.invalid' }, 'http://a.example.invalid/'],
    [{ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: 'x, example.invalid' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: '.example.invalid' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: 'osv.example.invalid:443' }, undefined],
    [
      { HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: 'osv.example.invalid:80' },
      'http://a.example.invalid/',
    ],
    [{ HTTPS_PROXY: 'http://a.example.invalid', npm_config_noproxy: 'osv.example.invalid' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example.invalid', no_proxy: '*' }, undefined],
  ])('%j give the proxy %s', (env, proxy) => {
    expect(proxyFor(url, settingsOf(env))).toBe(proxy);
  });

  it('are read for addresses of IPv6', () => {
    const settings = settingsOf({ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: '::1' });
    expect(proxyFor(new URL('https://[::1]:8443'), settings)).toBeUndefined();
    expect(proxyFor(new URL('https://[::2]'), settings)).toBe('http://a.example.invalid/');
  });

  it("come from the project's .npmrc, after npm's variables and before the environment's", () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, '.npmrc'), 'https-proxy=http://npmrc.example.invalid\nnoproxy=near.invalid\n');
    const [HTTPS_PROXY, npm_config_https_proxy] = ['http://env.invalid', 'http://npm.invalid'];
    expect(proxyFor(url, settingsOf({ HTTPS_PROXY }, cwd))).toBe('http://npmrc.example.invalid/');
    expect(proxyFor(new URL('https://near.invalid'), settingsOf({}, cwd))).toBeUndefined();
    expect(proxyFor(url, settingsOf({ npm_config_https_proxy }, cwd))).toBe('http://npm.invalid/');
    expect(proxyFor(url, settingsOf({ HTTPS_PROXY }))).toBe('http://env.invalid/');
  });

  it('refuse an invalid proxy', () => {
    expect(() => settingsOf({ HTTPS_PROXY: 'socks5://127.0.0.1' })).toThrow(
      expect.objectContaining({ code: 'config' }),
    );
  });

  it("give npm's certificates", () => {
    const cafile = join(temporaryFolder(), 'ca.pem');
    writeFileSync(cafile, 'from the file');
    const env = { npm_config_cafile: cafile, npm_config_ca: 'first\\nsecond' };
    expect(settingsOf(env).certificates).toEqual(['from the file']);
    expect(settingsOf({ npm_config_ca: 'first\\nsecond' }).certificates).toEqual(['first\nsecond']);
  });

  it('say which file of certificates is missing', () => {
    expect(() => settingsOf({ npm_config_cafile: '/missing.pem' })).toThrow(/missing\.pem/);
  });
});
