import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, readFile, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';
import type { ArtifactContents } from './artifact-analysis.js';

/** Raise when the same bytes would give another analysis than before. */
export const ANALYSER_VERSION = 225;

export const CACHE_MAX_BYTES = 512 * 1024 * 1024;
export const CACHE_MAX_AGE_DAYS = 30;

const RESULTS = 'analyses';
const PACKAGES = 'packages';

/**
 * File of a result: by content hash, analyser version and everything else that the result depends on.
 * @param dependsOn limits, artifact kind, file name: everything that changes the analysis of the same bytes.
 */
export function cacheFileOf(folder: string, sha256: string, dependsOn: unknown): string {
  const key = keyOf([sha256, dependsOn]);
  return join(folder, RESULTS, key.slice(0, 2), `${key}.json`);
}

function keyOf(facts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([ANALYSER_VERSION, ...facts]))
    .digest('hex');
}

/** File of what the rules found in a package, by everything that this depends on but its bytes. All are in one folder. */
export function packageFileOf(folder: string, dependsOn: unknown): string {
  return join(folder, PACKAGES, `${keyOf([dependsOn])}.json`);
}

/** Whether a cache holds results of any artifact. */
export function hasResults(folder: string | null): boolean {
  return folder !== null && existsSync(join(folder, RESULTS));
}

/** Whether parsed JSON has the parts of an analysis. Their content is trusted, like everybody who can write to the cache. */
function isContents(value: unknown): value is ArtifactContents {
  const { inventory, findings } = Object(value) as Partial<ArtifactContents>;
  const { packages, problems, roots, coverage } = Object(inventory) as Partial<ArtifactContents['inventory']>;
  return [packages, problems, roots, findings].every(Array.isArray) && typeof coverage === 'object';
}

/** The stored analysis, or undefined when there is none or it is damaged. */
export async function readCached(file: string): Promise<ArtifactContents | undefined> {
  const stored = await readStored(file);
  return isContents(stored) ? stored : undefined;
}

/** The JSON of a stored file, or undefined when there is none or it is damaged. Its first line is the sha256 of the rest. */
export async function readStored(file: string): Promise<unknown> {
  try {
    // A pipe would block, and a link was not stored here.
    if (!(await lstat(file)).isFile()) return undefined;
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (createHash('sha256').update(body).digest('hex') !== text.slice(0, end)) return undefined;
    const now = new Date();
    await utimes(file, now, now);
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Stores an analysis. */
export async function writeCached(file: string, analysis: ArtifactContents): Promise<void> {
  await writeStored(file, analysis);
}

/** Stores a result as JSON; a folder that cannot be written only costs the next scan its time. */
export async function writeStored(file: string, result: unknown): Promise<void> {
  const body = JSON.stringify(result);
  const temporary = `${file}.${randomUUID()}`;
  try {
    makeFolder(dirname(file), PRIVATE_MODE);
    await writeFile(temporary, `${createHash('sha256').update(body).digest('hex')}\n${body}`, {
      mode: 0o600,
    });
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

interface CachedFile {
  readonly file: string;
  /** Whether it is what was found in a package: that is a part of an artifact's result. */
  readonly isPart: boolean;
  readonly bytes: number;
  readonly usedAt: number;
}

/** Below the cache folder: stored results of artifacts and of packages, downloads from registries, and facts read from these. */
const PARTS = [RESULTS, PACKAGES, 'registry', 'fingerprints'];

/** Files below a folder. Links are not followed: their targets do not belong to the cache. */
async function listPart(folder: string, part: string): Promise<CachedFile[]> {
  const root = join(folder, part);
  const isFolder = (await lstat(root).catch(() => undefined))?.isDirectory() ?? false;
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = isFolder ? await readdir(root, options).catch(() => []) : [];
  const files = await Promise.all(
    entries.map(async ({ parentPath, name }): Promise<CachedFile | undefined> => {
      const file = join(parentPath, name);
      const facts = await lstat(file).catch(() => undefined);
      if (!facts?.isFile()) return undefined;
      return { file, isPart: part === PACKAGES, bytes: facts.size, usedAt: facts.mtimeMs };
    }),
  );
  return files.filter((file) => file !== undefined);
}

/** Every stored file, least recently used first. */
async function listCached(folder: string): Promise<CachedFile[]> {
  const parts = await Promise.all(PARTS.map((part) => listPart(folder, part)));
  return parts.flat().sort((a, b) => a.usedAt - b.usedAt);
}

export interface CacheStatus {
  readonly folder: string;
  /** Stored files, without what was found in single packages. */
  readonly entries: number;
  readonly bytes: number;
}

export async function cacheStatus(folder: string): Promise<CacheStatus> {
  const files = await listCached(folder);
  const entries = files.filter(({ isPart }) => !isPart).length;
  return { folder, entries, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Deletes results unused for `maxAgeDays`, then the least recently used ones until `maxBytes` are left. Returns the freed bytes. */
export async function pruneCache(
  folder: string,
  { maxBytes = CACHE_MAX_BYTES, maxAgeDays = CACHE_MAX_AGE_DAYS, now = Date.now() } = {},
): Promise<CacheStatus> {
  const files = await listCached(folder);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const oldest = now - maxAgeDays * 24 * 3600 * 1000;
  let entries = 0;
  let freed = 0;
  for (const { file, isPart, bytes, usedAt } of files) {
    if (total <= maxBytes && usedAt >= oldest) break;
    await rm(file, { force: true });
    total -= bytes;
    freed += bytes;
    if (!isPart) entries += 1;
  }
  return { folder, entries, bytes: freed };
}
