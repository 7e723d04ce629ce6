import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_FEEDS, openAdvisories } from '../../../src/advisories/index.js';
import { NOW } from '../../support/advisory-database.js';
import { startMirror, update } from '../../support/osv-mirror.js';
import { startStaticServer } from '../../support/static-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

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

describe('a proxy', () => {
  it('receives a request for a tunnel to the host, and its refusal is reported', async () => {
    const asked: unknown[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push([request.url, request.headers['proxy-authorization']]);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const address = `http://me:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const network = { env: { HTTPS_PROXY: address }, home: '/no-home', cwd: null };
    const [outcome] = await update({
      dir: temporaryFolder(),
      baseUrl: 'https://osv.example.invalid/',
      network,
    });
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
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const network = { env: { HTTPS_PROXY: address }, home: '/no-home', cwd: null };
    const [outcome] = await update({
      dir: temporaryFolder(),
      baseUrl: 'https://osv.example.invalid/',
      network,
    });
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
    '',
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
