import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { normaliseName, pypi } from '../ecosystems/index.js';
import type { NotPublished } from '../model/index.js';
import type { PipConfig, PythonIndexAddress } from '../network/index.js';
import { IndexError, indexFailure, isIndexOutage, OUT_OF_REACH } from './index-failure.js';
import { indexRequests, type IndexRequests } from './index-requests.js';
import { patience } from './patience.js';
import { keepFile } from './keep-file.js';
import { readSimplePage, type IndexFile } from './simple-page.js';
import { chooseWheel, type WheelChoice } from './wheel-choice.js';

export interface PythonIndexOptions {
  /** Cache folder; null: nothing is kept. */
  readonly cacheDir: string | null;
  /** Answer from the cache alone. */
  readonly offline: boolean;
  /** Requests at once. */
  readonly concurrency: number;
  /** From `pipConfigHere`. */
  readonly pipConfig: PipConfig;
  /** After this time no new request starts, and running ones end. */
  readonly maxMillis: number;
}

export type PublishedWheel =
  { readonly state: 'found'; readonly name: string; readonly wheel: Uint8Array } | NotPublished;

/** The indexes of Python packages that pip is configured for. */
export interface PythonIndex {
  readonly concurrency: number;
  /** The wheel that an installed release came from, by its tags. Never throws for an index's fault. */
  find(name: string, version: string, tags: readonly string[]): Promise<PublishedWheel>;
}

const NO_INDEX =
  "no index is configured, and pip's default one is not known here; set PIP_INDEX_URL, or index-url in pip.conf, to its address (…/simple)";

const OTHER_WHEELS: NotPublished = {
  state: 'unavailable',
  reason:
    'the index has no wheel of it with the tags that are installed, so it was built from its sources; compare it by hand (pip download)',
};

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files that were fetched before. A wheel is named by its hash, a page by its address. */
interface IndexCache {
  read(name: string): Promise<Uint8Array | null>;
  keep(name: string, bytes: Uint8Array | string): Promise<void>;
}

function openCache(cacheDir: string | null): IndexCache {
  if (cacheDir === null) return { read: () => Promise.resolve(null), keep: () => Promise.resolve() };
  const folder = join(cacheDir, 'wheels');
  return {
    read: (name) => readFile(join(folder, name)).catch(() => null),
    keep: (name, bytes) => keepFile(folder, name, bytes),
  };
}

/** Reads what one index lists for a project: empty where it has none of that name. */
function pageReader(requests: IndexRequests, cache: IndexCache, offline: boolean) {
  const fetched = new Map<string, Promise<readonly IndexFile[]>>();
  const parse = (text: string, url: string): IndexFile[] => {
    const cut = text.indexOf('\n');
    try {
      return readSimplePage(text.slice(cut + 1), text.slice(0, cut), new URL(url));
    } catch {
      throw new IndexError('unreadable');
    }
  };
  async function fetchPage(index: PythonIndexAddress, url: string): Promise<readonly IndexFile[]> {
    const answer = await requests.page(index, url);
    if (answer === null) return [];
    const text = `${answer.type}\n${answer.text}`;
    const files = parse(text, answer.url);
    await cache.keep(`page-${sha256(url)}`, `${answer.url}\n${text}`);
    return files;
  }
  async function stored(url: string): Promise<readonly IndexFile[] | null> {
    const bytes = await cache.read(`page-${sha256(url)}`);
    if (!bytes) return null;
    const text = Buffer.from(bytes).toString('utf8');
    const cut = text.indexOf('\n');
    try {
      return parse(text.slice(cut + 1), text.slice(0, cut));
    } catch {
      // Something changed the entry: it is fetched again.
      return null;
    }
  }
  return async (
    index: PythonIndexAddress,
    name: string,
    isEnough: (files: readonly IndexFile[]) => boolean,
  ): Promise<readonly IndexFile[]> => {
    const url = `${index.url}${encodeURIComponent(name)}/`;
    // An entry of the cache is used at any age, unless it lacks the release.
    const known = await stored(url);
    if (known && isEnough(known)) return known;
    if (offline) throw new IndexError('offline');
    const running = fetched.get(url) ?? fetchPage(index, url);
    fetched.set(url, running);
    return running;
  };
}

/** Opens access to the indexes of Python packages that pip is configured for. */
export function openPythonIndex(options: PythonIndexOptions): PythonIndex {
  const { cacheDir, offline, concurrency, pipConfig, maxMillis } = options;
  const cache = openCache(cacheDir);
  const requests = indexRequests(pipConfig, maxMillis);
  const pageOf = pageReader(requests, cache, offline);
  const patiently = patience(maxMillis, {
    failureOf: indexFailure,
    isOutage: isIndexOutage,
    outOfReach: OUT_OF_REACH,
  });
  const limit = pLimit(concurrency);

  async function wheelOf(
    index: PythonIndexAddress,
    { name, url, sha256: hash }: IndexFile,
  ): Promise<PublishedWheel> {
    if (hash === null) throw new IndexError('no-hash');
    const kept = await cache.read(`${hash}.whl`);
    if (kept && sha256(kept) === hash) return { state: 'found', name, wheel: kept };
    if (offline) throw new IndexError('offline');
    const wheel = await requests.file(index, url);
    if (sha256(wheel) !== hash) throw new IndexError('other-bytes');
    await cache.keep(`${hash}.whl`, wheel);
    return { state: 'found', name, wheel };
  }

  async function find(name: string, version: string, tags: readonly string[]): Promise<PublishedWheel> {
    const wanted = { name: normaliseName(pypi.name, name), version };
    let isKnown = false;
    let isOther = false;
    for (const index of pipConfig.indexes) {
      const choose = (files: readonly IndexFile[]): WheelChoice => chooseWheel(files, wanted, tags);
      const files = await pageOf(index, wanted.name, (some) => choose(some) !== 'no-release');
      isKnown ||= files.length > 0;
      const choice = choose(files);
      if (typeof choice !== 'string') return wheelOf(index, choice.wheel);
      isOther ||= choice === 'other-wheels';
    }
    if (isOther) return OTHER_WHEELS;
    return { state: 'unknown', what: isKnown ? 'version' : 'name' };
  }

  return {
    concurrency,
    find: (name, version, tags) =>
      pipConfig.indexes.length === 0
        ? Promise.resolve({ state: 'unavailable', reason: pipConfig.failure ?? NO_INDEX })
        : limit(() => patiently(() => find(name, version, tags))),
  };
}
