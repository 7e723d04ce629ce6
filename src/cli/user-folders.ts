import { homedir, platform } from 'node:os';
import { isAbsolute, join } from 'node:path';

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const HERE: Surroundings = { env: process.env, platform: platform(), home: homedir() };

function baseFolder(xdgName: string, unixDefault: string, { env, platform: os, home }: Surroundings): string {
  const chosen = env[xdgName] ?? '';
  // The specification has a relative one ignored.
  if (isAbsolute(chosen)) return chosen;
  if (os === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (os === 'darwin')
    return join(home, 'Library', unixDefault === '.cache' ? 'Caches' : 'Application Support');
  return join(home, unixDefault);
}

/** Folder of stored results. https://specifications.freedesktop.org/basedir-spec/ and its counterparts elsewhere. */
export function cacheFolder(surroundings: Surroundings = HERE): string {
  return join(baseFolder('XDG_CACHE_HOME', '.cache', surroundings), 'stowaway', 'cache');
}

/**
 * Folder of stowaway's own code as Node compiled it. Not in the folder of results: results are data, and a build server may restore
 * them from anywhere; this is code that runs.
 */
export function compiledCodeFolder(surroundings: Surroundings = HERE): string {
  return join(baseFolder('XDG_CACHE_HOME', '.cache', surroundings), 'stowaway', 'code');
}

/** Folder of the advisory database. */
export function databaseFolder(surroundings: Surroundings = HERE): string {
  return join(baseFolder('XDG_DATA_HOME', join('.local', 'share'), surroundings), 'stowaway', 'db');
}

/** Folder of what sweeps saw. */
export function storeFolder(surroundings: Surroundings = HERE): string {
  return join(baseFolder('XDG_DATA_HOME', join('.local', 'share'), surroundings), 'stowaway', 'store');
}
