import { accessSync, constants, statSync } from 'node:fs';
import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { daysSince, inspectDatabase, STARTER_FOLDER, type DatabasePart } from '../../advisories/index.js';
import { isSystemError, systemReason } from '../../model/index.js';
import { TOOL } from '../../tool.js';
import { cacheStatus } from '../../workers/index.js';
import { ok, shownPath, type Check, type Surroundings } from './check.js';

/** First minor version of each major that runs stowaway, as `engines` of package.json says; later majors do, too. */
const NODE_VERSIONS: ReadonlyMap<number, number> = new Map([
  [20, 19],
  [22, 12],
]);
const NEWEST_LISTED = 22;
/** Older advisories lack what was published since. */
const MAX_DAYS = 7;

export function toolCheck(): Check {
  return ok(TOOL.name, TOOL.version);
}

function isSupported(version: string): boolean {
  const [, major = 0, minor = 0] = (/^v(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  return major > NEWEST_LISTED || minor >= (NODE_VERSIONS.get(major) ?? Infinity);
}

/** @param version as `process.version` has it. */
export function nodeCheck(version = process.version): Check {
  const gigabytes = Math.round(totalmem() / 1_000_000_000);
  const words = `${version} on ${platform()} ${arch()}, ${availableParallelism()} processors, ${gigabytes} GB`;
  if (isSupported(version)) return ok('Node', words);
  return { name: 'Node', state: 'bad', words, hint: 'Install Node 24, or 20.19, 22.12 or later.' };
}

function partWords({ name, count, asOf, error }: DatabasePart, now: Date): string {
  if (error !== null) return `${name}: ${error}`;
  const days = Math.floor(daysSince(asOf, now));
  return `${name}: ${count} records, ${Number.isNaN(days) ? 'of unknown age' : `${days} days old`}`;
}

function isStale({ asOf, error }: DatabasePart, now: Date): boolean {
  return error !== null || !(daysSince(asOf, now) <= MAX_DAYS);
}

/** What scans would be held against: the downloaded data, else the starter that the package ships. */
export function advisoryCheck(folder: string, surroundings: Surroundings): Check {
  const { now } = surroundings;
  const own = inspectDatabase(folder, { verify: false });
  const parts = own.length > 0 ? own : inspectDatabase(STARTER_FOLDER, { verify: false });
  const where = own.length > 0 ? shownPath(folder, surroundings) : 'the starter that stowaway ships';
  const words = `${where}: ${parts.map((part) => partWords(part, now)).join('; ') || 'nothing'}`;
  const isStarter = own.length === 0 && parts.length > 0 && parts.every(({ error }) => error === null);
  const isFresh = own.length > 0 && !own.some((part) => isStale(part, now));
  if (isFresh) return ok('advisories', words);
  // Scans say that they use the starter, and are complete with it. Downloaded data that is too old makes them incomplete.
  const state = isStarter ? 'note' : 'bad';
  return { name: 'advisories', state, words, hint: 'Run `stowaway db update`.' };
}

/** The nearest folder that exists: the first run makes the rest. */
function existingFolder(folder: string): string {
  let at = folder;
  while (dirname(at) !== at && statSync(at, { throwIfNoEntry: false }) === undefined) at = dirname(at);
  return at;
}

function refusalOf(folder: string): string | null {
  try {
    const existing = existingFolder(folder);
    if (!statSync(existing).isDirectory()) return 'it is no folder';
    accessSync(existing, constants.W_OK);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return systemReason(error);
  }
}

/** Whether results can be stored. */
export async function cacheCheck(folder: string, surroundings: Surroundings): Promise<Check> {
  const shown = shownPath(folder, surroundings);
  const reason = refusalOf(folder);
  if (reason !== null) {
    const words = `${shown} cannot be written: ${reason}`;
    return {
      name: 'cache',
      state: 'bad',
      words,
      hint: 'Name another folder with --cache or XDG_CACHE_HOME.',
    };
  }
  const { entries, bytes } = await cacheStatus(folder);
  return ok('cache', `${shown}: ${entries} results, ${(bytes / 1_000_000).toFixed(1)} MB`);
}
