import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkSettings } from '../../src/network/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

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
    expect(readNetworkSettings(env).proxyFor(url)?.href).toBe(proxy);
  });

  it('are read for addresses of IPv6', () => {
    const settings = readNetworkSettings({ HTTPS_PROXY: 'http://a.example.invalid', NO_PROXY: '::1' });
    expect(settings.proxyFor(new URL('https://[::1]:8443'))).toBeNull();
    expect(settings.proxyFor(new URL('https://[::2]'))?.href).toBe('http://a.example.invalid/');
  });

  it('refuse a proxy that is none', () => {
    const settings = readNetworkSettings({ HTTPS_PROXY: 'socks5://127.0.0.1' });
    expect(() => settings.proxyFor(url)).toThrow(expect.objectContaining({ code: 'config' }));
  });

  it("give npm's certificates", () => {
    const cafile = join(temporaryFolder(), 'ca.pem');
    writeFileSync(cafile, 'from the file');
    const env = { npm_config_cafile: cafile, npm_config_ca: 'first\\nsecond' };
    expect(readNetworkSettings(env).certificates).toEqual(['first\nsecond', 'from the file']);
  });

  it('say which file of certificates is missing', () => {
    expect(() => readNetworkSettings({ npm_config_cafile: '/missing.pem' })).toThrow(/missing\.pem/);
  });
});
