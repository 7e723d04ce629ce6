import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createProxy, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Server as AnyServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

/** Why tests of encrypted connections cannot run here; null when they can. */
export const NO_OPENSSL =
  spawnSync('openssl', ['version']).status === 0 ? null : 'there is no openssl to make certificates with';

export interface ProxiedServer {
  /** Of the proxy, with credentials, and the certificate to trust. */
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** `host:port` of tunnels, and the credentials in the requests for them. */
  readonly tunnels: (readonly [string | undefined, string | undefined])[];
  /** Status that answers requests for tunnels; 200 opens them. */
  status: number;
}

function listen(server: AnyServer): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** A server for the running test. Only a proxy leads to it by these host names; as localhost it answers directly. */
export async function startProxied(
  hosts: readonly string[],
  answer: RequestListener,
): Promise<ProxiedServer> {
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['localhost', ...hosts].map((host) => `DNS:${host}`).join(',');
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-subj', '/CN=test', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', ...kind, ...what], { stdio: 'pipe' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer);
  const port = await listen(server);
  const proxied: Omit<ProxiedServer, 'env' | 'port'> = { tunnels: [], status: 200 };
  const proxy = createProxy().on('connect', ({ url, headers }, socket) => {
    proxied.tunnels.push([url, headers['proxy-authorization']]);
    if (proxied.status !== 200) {
      socket.end(`HTTP/1.1 ${proxied.status} No\r\n\r\n`);
      return;
    }
    const further = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(further).pipe(socket);
    });
    further.on('error', () => socket.destroy());
    socket.on('error', () => further.destroy());
  });
  const address = `http://me:secret@127.0.0.1:${await listen(proxy)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    proxy.close();
  });
  const env = { HTTPS_PROXY: address, NO_PROXY: 'localhost', npm_config_cafile: cert };
  return Object.assign(proxied, { port, env });
}
