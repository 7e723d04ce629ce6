// The lockfiles of all applications in one small file: a release's facts once, and which one lies in which folder.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { locksFile } from './folders.mjs';

/** Optional dependencies are not installed: what a package does without them is what a bundler sees. */
const KEPT = ['integrity', 'dependencies'];

/** @returns {{ releases: Record<string, object>, apps: Record<string, Record<string, string>> }} */
export function readLocks(file = locksFile) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { releases: {}, apps: {} };
}

const nameOf = (path, entry) =>
  entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The package-lock.json of an application, null when none was kept or its dependencies are others by now. */
export function lockOf({ releases, apps }, id, manifest) {
  const places = apps[id];
  if (!places) return null;
  const { name, version, dependencies } = manifest;
  const packages = { '': { name, version, dependencies } };
  for (const [path, release] of Object.entries(places)) {
    const at = release.lastIndexOf('@');
    const realName = release.slice(0, at);
    packages[path] = {
      ...(nameOf(path, {}) === realName ? {} : { name: realName }),
      version: release.slice(at + 1),
      ...releases[release],
    };
  }
  const isCurrent = Object.entries(dependencies).every(([dependency, range]) => {
    const { version: locked } = packages[`node_modules/${dependency}`] ?? {};
    return locked !== undefined && range.endsWith(locked);
  });
  return isCurrent ? { name, version, lockfileVersion: 3, requires: true, packages } : null;
}

/** Keeps the lockfile that npm made of an application. */
export function writeLocks(locks, id, { packages }) {
  const places = {};
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '' || entry.dev || entry.optional || entry.peer) continue;
    const release = `${nameOf(path, entry)}@${entry.version}`;
    places[path] = release;
    locks.releases[release] = Object.fromEntries(
      KEPT.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]]),
    );
  }
  locks.apps[id] = places;
  writeFileSync(locksFile, `${JSON.stringify(sorted(locks), null, 1)}\n`);
}

/** In an order that does not depend on which application was installed first; without releases that none has. */
function sorted({ releases, apps }) {
  const used = new Set(Object.values(apps).flatMap((places) => Object.values(places)));
  const byKey = ([a], [b]) => (a < b ? -1 : 1);
  return {
    releases: Object.fromEntries(
      Object.entries(releases)
        .filter(([key]) => used.has(key))
        .sort(byKey),
    ),
    apps: Object.fromEntries(Object.entries(apps).sort(byKey)),
  };
}
