import { text } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { sendRequest, readNetworkSettings } from '../../src/network/index.js';
import { secureAgent } from '../../src/network/secure-agent.js';
import { NO_OPENSSL, startProxied, type ProxiedServer } from '../support/proxied-server.js';

const HOST = 'far.example.invalid';
beforeEach(({ skip }) => skip(NO_OPENSSL !== null, NO_OPENSSL ?? ''));

/** A server that answers with the request that it received. */
async function start(): Promise<ProxiedServer> {
  return startProxied([HOST], (request, response) => response.end(`you asked for ${request.url}`));
}

function agentOf({ env }: ProxiedServer, more: Readonly<Record<string, string>> = {}) {
  return secureAgent(readNetworkSettings({ env: { ...env, ...more }, home: '/no-home', cwd: null }));
}

test('a proxy carries the encrypted connection, which serves more than one request', async () => {
  const server = await start();
  const agent = agentOf(server);
  for (const path of ['/first', '/second']) {
    const answer = await sendRequest(new URL(`https://${HOST}${path}`), { agent });
    expect(await text(answer)).toBe(`you asked for ${path}`);
  }
  const credentials = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  expect(server.tunnels).toEqual([[`${HOST}:443`, credentials]]);
  agent.destroy();
});

test('a host that needs no proxy is contacted directly', async () => {
  const server = await start();
  const answer = await sendRequest(new URL(`https://localhost:${server.port}/near`), {
    agent: agentOf(server),
  });
  expect(await text(answer)).toBe('you asked for /near');
  expect(server.tunnels).toEqual([]);
});

test('an address of IPv6 is reached as any other', async () => {
  const server = await start();
  const failed: unknown = await sendRequest(new URL('https://[::1]:9/'), {
    agent: agentOf(server, { NO_PROXY: '::1' }),
  }).catch((error: unknown) => error);
  // Nobody listens there, or there is no IPv6: either way it was tried.
  expect(failed).toMatchObject({
    code: expect.stringMatching(/^E(?:CONNREFUSED|ADDRNOTAVAIL|NETUNREACH|AFNOSUPPORT)$/) as string,
  });
});

test.each([407, 204, 304, 206])('a response %i of the proxy is no response of the server', async (status) => {
  const server = await start();
  server.status = status;
  const error: unknown = await sendRequest(new URL(`https://${HOST}/`), { agent: agentOf(server) }).catch(
    (failed: unknown) => failed,
  );
  expect(error).toMatchObject({
    name: 'ProxyError',
    message: expect.stringContaining(`answered ${status}`) as string,
  });
  expect(String(error)).not.toContain('secret');
});

test('a server behind a proxy needs a trusted certificate for that very host', async () => {
  const server = await start();
  const strange = agentOf(server, { npm_config_cafile: '' });
  await expect(sendRequest(new URL(`https://${HOST}/`), { agent: strange })).rejects.toThrow(/self-signed/);
  await expect(
    sendRequest(new URL('https://other.example.invalid/'), { agent: agentOf(server) }),
  ).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect(server.tunnels).toHaveLength(2);
});
