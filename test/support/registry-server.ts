import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { buildTar, fileParts } from './tar-builder.js';

export type PackageFiles = Readonly<Record<string, string | Uint8Array>>;

/** Faults for the next requests of a path. */
export type RegistryMishap =
  { readonly status: number } | { readonly corrupt: true } | { readonly slowMillis: number };

export interface PublishOptions {
  /** Fields that the registry lists in place of those in package.json. */
  readonly listed?: Readonly<Record<string, unknown>>;
  readonly signed?: 'well' | 'wrong';
}

export interface RegistryServer {
  readonly url: string;
  /** Publishes files, a package.json among them. */
  publish(files: PackageFiles, options?: PublishOptions): void;
  /** By path (`/name`, `/name/-/name-1.0.0.tgz`): faults for its next requests, one each. */
  readonly mishaps: Map<string, RegistryMishap[]>;
  /** Requested paths, in order. */
  readonly requests: string[];
  readonly authorizations: Set<string>;
  /** The address of a tarball, as lockfiles name it. */
  tarballOf(name: string, version: string): string;
}

interface Answer {
  readonly body: Buffer;
  readonly type: string;
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEYS = {
  keys: [
    {
      keyid: 'SHA256:test',
      keytype: 'ecdsa-sha2-nistp256',
      key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    },
  ],
};

function tarballFile(name: string, version: string): string {
  return `/${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
}

function signaturesOf(message: string, signed: PublishOptions['signed']): object {
  if (!signed) return {};
  const text = signed === 'well' ? message : `${message}, forged`;
  return {
    signatures: [
      { keyid: 'SHA256:test', sig: sign('sha256', Buffer.from(text), privateKey).toString('base64') },
    ],
  };
}

function respond(response: ServerResponse, { body, type }: Answer, mishap: RegistryMishap | undefined): void {
  const send = (bytes: Uint8Array) =>
    response.writeHead(200, { 'content-type': type, etag: `"${bytes.length}"` }).end(bytes);
  if (!mishap) send(body);
  else if ('status' in mishap) response.writeHead(mishap.status).end('{}');
  else if ('corrupt' in mishap) send(Buffer.concat([body.subarray(0, -4), Buffer.from('oops')]));
  else setTimeout(() => send(body), mishap.slowMillis);
}

/** A registry of packages on 127.0.0.1, for the running test. */
export async function startRegistryServer(): Promise<RegistryServer> {
  const packuments = new Map<string, { name: string; versions: Record<string, unknown> }>();
  const tarballs = new Map<string, Buffer>();
  const mishaps = new Map<string, RegistryMishap[]>();
  const requests: string[] = [];
  const authorizations = new Set<string>();
  const answerOf = (path: string): Answer | undefined => {
    const packument = path === '/-/npm/v1/keys' ? KEYS : packuments.get(path.slice(1));
    if (packument) return { body: Buffer.from(JSON.stringify(packument)), type: 'application/json' };
    const tarball = tarballs.get(path);
    return tarball && { body: tarball, type: 'application/octet-stream' };
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(path);
    if (request.headers.authorization) authorizations.add(request.headers.authorization);
    const answer = answerOf(path);
    if (answer) respond(response, answer, mishaps.get(path)?.shift());
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    mishaps,
    requests,
    authorizations,
    tarballOf: (name, version) => url.slice(0, -1) + tarballFile(name, version),
    publish(files, { listed = {}, signed } = {}) {
      const manifest = JSON.parse(String(files['package.json'])) as Record<string, unknown> & {
        name: string;
        version: string;
        scripts?: Record<string, string>;
      };
      const { name, version, dependencies, optionalDependencies, bin, scripts = {} } = manifest;
      const tarball = gzipSync(
        buildTar(fileParts(Object.entries(files).map(([path, text]) => [`package/${path}`, text]))),
      );
      const file = tarballFile(name, version);
      tarballs.set(file, tarball);
      const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
      const packument = packuments.get(name) ?? { name, versions: {} };
      packuments.set(name, packument);
      packument.versions[version] = {
        name,
        version,
        dependencies,
        optionalDependencies,
        bin,
        hasInstallScript: ['preinstall', 'install', 'postinstall'].some((one) => one in scripts) || undefined,
        dist: {
          tarball: url.slice(0, -1) + file,
          integrity,
          ...signaturesOf(`${name}@${version}:${integrity}`, signed),
        },
        ...listed,
      };
    },
  };
}
