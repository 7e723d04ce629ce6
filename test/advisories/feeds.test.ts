import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_FEEDS, openAdvisories } from '../../src/advisories/index.js';
import { readNetworkSettings } from '../../src/advisories/network-settings.js';
import { NOW } from '../support/advisory-database.js';
import { startMirror, update } from '../support/osv-mirror.js';
import { startStaticServer } from '../support/static-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('an address', () => {
  it.each(['http://osv.example.invalid/', 'ftp://127.0.0.1/', 'file:///tmp/'])(
    'like %s is refused',
    async (baseUrl) => {
      const [outcome] = await update({ dir: temporaryFolder(), baseUrl });
      expect(outcome?.error?.message).toContain('only https: is used');
    },
  );

  it('that is none is a usage error', async () => {
    await expect(update({ dir: temporaryFolder(), baseUrl: 'osv' })).rejects.toMatchObject({ code: 'usage' });
  });

  it('with credentials is logged into, and they are not kept', async () => {
    const mirror = await startMirror();
    const { server, dir, index } = mirror;
    mirror.publish({ A: '1.0.0' });
    await update({ dir, baseUrl: server.url.replace('://', '://me:secret@') });
    expect([...server.headersSeen]).toContain('authorization');
    expect(readFileSync(index, 'latin1')).toContain(`"source":"${server.url}"`);
  });

  it('is safe by default', () => {
    expect(Object.values(DEFAULT_FEEDS).map((url) => new URL(url).protocol)).toEqual([
      'https:',
      'https:',
      'https:',
    ]);
  });
});

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
    [{ HTTPS_PROXY: 'http://a.example.invalid', npm_config_noproxy: 'osv.example.invalid' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example.invalid', no_proxy: '*' }, undefined],
  ])('%j give the proxy %s', (env, proxy) => {
    expect(readNetworkSettings(env).proxyFor(url)?.href).toBe(proxy);
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

describe('a proxy', () => {
  it('is asked for a tunnel to the host, and its refusal is told', async () => {
    const asked: unknown[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push([request.url, request.headers['proxy-authorization']]);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const address = `http://me:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { HTTPS_PROXY: address };
    const [outcome] = await update({ dir: temporaryFolder(), baseUrl: 'https://osv.example.invalid/', env });
    expect(outcome?.error?.message).toContain('answered 407');
    expect(asked).toEqual([
      ['osv.example.invalid:443', `Basic ${Buffer.from('me:secret').toString('base64')}`],
    ]);
  });
});

describe('a tunnel', () => {
  it('carries the TLS connection', async () => {
    const heard: Buffer[] = [];
    const proxy = createServer().on('connect', (_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.once('data', (bytes: Buffer) => {
        heard.push(bytes);
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const [outcome] = await update({ dir: temporaryFolder(), baseUrl: 'https://osv.example.invalid/', env });
    expect(outcome?.error?.code).toBe('network');
    // A ClientHello, in clear only the name of the server.
    expect([heard[0]?.[0], heard[0]?.includes('osv.example.invalid')]).toEqual([0x16, true]);
  });
});

describe('optional feeds', () => {
  const catalogue = {
    dateReleased: '2026-05-30',
    vulnerabilities: [{ cveID: 'CVE-2021-44228', dateAdded: '2021-12-10' }],
  };
  const scores = [
    '#model_version:v2025.03.14,score_date:2026-05-31T12:00:00Z',
    'cve,epss,percentile',
    'CVE-2021-44228,0.94358,0.9996',
    'CVE-2021-1,1.5,0.1',
    'nonsense',
  ].join('\n');

  it.each([
    ['well formed', JSON.stringify(catalogue), gzipSync(scores), [0.94358, true]],
    ['not there', null, null, [null, null]],
    ['something else', '<html>', Buffer.from('no gzip'), [null, null]],
    ['empty', '{"dateReleased":"","vulnerabilities":[]}', gzipSync(''), [null, null]],
  ])('that are %s never fail the update', async (...[, kev, epss, known]) => {
    const server = await startStaticServer();
    if (kev !== null) server.files.set('/kev.json', Buffer.from(kev));
    if (epss !== null) server.files.set('/epss.csv.gz', epss);
    const dir = temporaryFolder();
    const feeds = { kevUrl: `${server.url}kev.json`, epssUrl: `${server.url}epss.csv.gz`, ecosystems: [] };
    const outcomes = await update({ dir, baseUrl: server.url, ...feeds });
    expect(outcomes.map(({ name, optional, error }) => [name, optional, error === undefined])).toEqual([
      ['KEV', true, known[1] !== null],
      ['EPSS', true, known[0] !== null],
    ]);
    const store = openAdvisories({ dir, now: NOW });
    expect([store.epss('CVE-2021-44228'), store.kev('CVE-2021-44228')]).toEqual(known);
    expect(store.epss('CVE-2021-1')).toBeNull();
    store.close();
  });
});
