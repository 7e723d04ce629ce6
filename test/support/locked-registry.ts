import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readProjectFile } from './project-files.js';

interface LockedEntry {
  readonly version: string;
  readonly integrity: string;
}

/** A registry on 127.0.0.1 that serves the packages of our lockfile, or false packages in their place. */
export interface LockedRegistry {
  readonly url: string;
  /** Decoded paths of requests, in order. */
  readonly requests: string[];
  /** Tarballs by name: served, and listed with a right hash of themselves, instead of the true ones. */
  readonly falsePackages: Map<
    string,
    { readonly version: string; readonly tarball: Buffer; readonly integrity: string }
  >;
}

const { packages } = JSON.parse(readProjectFile('package-lock.json')) as {
  packages: Readonly<Record<string, LockedEntry>>;
};

function releasesOf(name: string): LockedEntry[] {
  const paths = Object.keys(packages).filter(
    (path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );
  return paths.flatMap((path) => packages[path] ?? []);
}

let cacheFolder: string | null = null;

/** A tarball out of npm's own cache, where it is kept by its hash. */
function tarballOf(name: string, { version, integrity }: LockedEntry): Buffer {
  cacheFolder ??= execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
  const hex = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  const file = join(
    cacheFolder,
    '_cacache/content-v2/sha512',
    hex.slice(0, 2),
    hex.slice(2, 4),
    hex.slice(4),
  );
  if (!existsSync(file)) execFileSync('npm', ['cache', 'add', `${name}@${version}`]);
  return readFileSync(file);
}

/** Serves it for the running test. */
export async function startLockedRegistry(): Promise<LockedRegistry> {
  const tarballs = new Map<string, () => Buffer>();
  const registry: Omit<LockedRegistry, 'url'> = { requests: [], falsePackages: new Map() };
  const listing = (name: string, origin: string): object | null => {
    const fake = registry.falsePackages.get(name);
    const releases = fake ? [fake] : releasesOf(name);
    const versions = releases.map((release) => {
      const path = `/tarballs/${name}/${release.version}.tgz`;
      tarballs.set(path, () => fake?.tarball ?? tarballOf(name, release));
      const dist = { tarball: origin + path, integrity: release.integrity };
      return [release.version, { name, version: release.version, dist }] as const;
    });
    return releases.length === 0 ? null : { name, versions: Object.fromEntries(versions) };
  };
  const answer = (path: string, origin: string, response: ServerResponse): void => {
    const tarball = tarballs.get(path)?.();
    const listed = tarball ? null : listing(path.slice(1), origin);
    if (tarball) response.end(tarball);
    else if (listed) response.end(JSON.stringify(listed));
    else response.writeHead(404).end('{"error":"::error::Not found"}');
  };
  const server = createServer(({ url, headers }, response) => {
    const path = decodeURIComponent(url ?? '');
    registry.requests.push(path);
    answer(path, `http://${headers.host}`, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ...registry, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
