import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isPopularName, npm } from '../ecosystems/index.js';
import type { PublishedCode } from '../recognition/index.js';
import type { Limits } from '../files/index.js';
import type { Problem } from '../model/index.js';
import type { FetchStep, Gap } from '../published/index.js';
import type { RegistryOptions } from '../published/index.js';
import { openTarballPool } from './tarball-pool.js';

/** Limits of tarballs and time for one bundle. */
const MAX_TARBALLS = 250;
const MAX_MILLIS = 30_000;
/** The same when the wanted versions are known. */
const MAX_CANDIDATES = 2_000;
const MAX_LOCKED_MILLIS = 5 * 60_000;

/** How to fetch published code for bundles; plain data. */
export interface ClosureOptions extends RegistryOptions {
  /** Folder of facts from earlier tarballs; null: none. */
  readonly factsFolder: string | null;
  /** Whether only the cache is used: a lockfile is compared with downloads of earlier scans. */
  readonly isOnlyCached?: boolean;
  /** ISO date-time: on the next day, in UTC, registries may have other answers. */
  readonly now: string;
}

/** Changes with everything that is added to a folder of downloads, which cacache first writes into its `tmp`; null when it is empty. */
function downloadsOf(cacheDir: string | null): number | null {
  if (cacheDir === null) return null;
  return statSync(join(cacheDir, 'tmp'), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Identifies an answer: the registries and the date; without the network, the cache. Credentials do not matter. */
export function closureKey({ npmConfig, offline, now, cacheDir }: ClosureOptions): unknown {
  return [
    now.slice(0, 'yyyy-mm-dd'.length),
    offline && [downloadsOf(cacheDir)],
    Object.entries(npmConfig).filter(([key]) => /(?:^|:)registry$/.test(key)),
  ];
}

/** The result of providing published code. */
export interface FetchOutcome {
  /** Whether another scan would have the same result: everything was available, is known to be unpublished, or exceeds the limits. */
  readonly isWhole: boolean;
  /** Whether registries were queried. */
  readonly hasQueried: boolean;
  /** Unavailable packages. */
  readonly problems: readonly Problem[];
}

/** The result for an artifact without published code. */
export const NOTHING_FETCHED: FetchOutcome = { isWhole: true, hasQueried: false, problems: [] };

const GAPS = {
  spent: [
    'too-large',
    'Its bundles were not compared with every package that may be in them: that needs more tarballs than the limit for a bundle.',
  ],
  late: [
    'timed-out',
    'Its bundles were not compared with every package that may be in them: the time limit for a bundle was reached. Scan again to continue from the cache.',
  ],
  unavailable: [
    'unresolved',
    'Its bundles were not compared with every package that may be in them: the registry did not deliver all of them. Scan again when it answers.',
  ],
  offline: [
    'unresolved',
    'Its bundles were not compared with every package that may be in them: the cache lacks some, and --offline uses no registry.',
  ],
} as const satisfies Record<Gap | 'offline', readonly [Problem['code'], string]>;

/**
 * Why bundles were not compared with more packages. A user who requests the comparison learns of each gap. A registry that fails,
 * or is slow, makes the answer incomplete; the limit of tarballs and a scan that is offline only leave out likely packages.
 */
function gapProblems(gaps: ReadonlySet<Gap>, { offline, isOnlyCached = false }: ClosureOptions): Problem[] {
  if (isOnlyCached) return [];
  return [...gaps].map((gap) => {
    const isOffline = gap === 'unavailable' && offline;
    const [code, message] = GAPS[isOffline ? 'offline' : gap];
    const problem = { code, path: '', message, analysis: 'recognition' };
    if (isOffline || gap === 'spent') return { ...problem, affectsCompleteness: false, isQuestion: true };
    return { ...problem, affectsCompleteness: true };
  });
}

/** Published code for bundles: opened for the first bundle. */
export interface CodeProvider {
  /** For one bundle, with a budget of its own. */
  provide(): Promise<PublishedCode>;
  /** The result so far. */
  outcome(): FetchOutcome;
  close(): Promise<void>;
}

export interface ProviderOptions {
  readonly closure: ClosureOptions;
  readonly limits: Limits;
  /** Number of versions that are known to be likely: they do not count towards the limit of a bundle. */
  readonly candidates: number;
  /** Names that only the user's own indexes have. */
  readonly ownNames: () => Promise<ReadonlySet<string>>;
  readonly onFetch?: (step: FetchStep) => void;
}

/** The same, with a callback for unavailable packages. */
interface OpenOptions extends ProviderOptions {
  readonly onGap: (gap: Gap) => void;
}

interface Opened {
  provide(): PublishedCode;
  close(): Promise<unknown>;
}

async function open({ closure, limits, candidates, ownNames, onFetch, onGap }: OpenOptions): Promise<Opened> {
  const { openRegistry, publishedCode, openFactsStore } = await import('../published/index.js');
  const [registry, own] = await Promise.all([openRegistry(closure), ownNames()]);
  const pool = openTarballPool(availableParallelism(), limits);
  const store = openFactsStore(closure.factsFolder);
  const source = { registry, store, readTarball: pool.readTarball, limits };
  // The registry of a scope in npm's configuration receives requests for packages of that scope.
  const mayRequest = (name: string): boolean => !own.has(name) || registry.isKnownThere(name, '', new Set());
  return {
    provide: () =>
      publishedCode(source, {
        mayRequest,
        isPopular: (name) => isPopularName(npm.name, name),
        maxTarballs: MAX_TARBALLS + Math.min(candidates, MAX_CANDIDATES),
        onGap,
        ...(onFetch && { onFetch }),
        maxMillis: candidates > 0 ? MAX_LOCKED_MILLIS : MAX_MILLIS,
      }),
    close: () => Promise.all([pool.close(), registry.close()]),
  };
}

/** Provides published packages. Tarballs are read in separate threads, and their code never runs. */
export function codeProvider(options: ProviderOptions): CodeProvider {
  let opened: Promise<Opened> | null = null;
  const gaps = new Set<Gap>();
  const onGap = (gap: Gap): void => void gaps.add(gap);
  return {
    async provide() {
      opened ??= open({ ...options, onGap });
      return (await opened).provide();
    },
    outcome: () =>
      opened
        ? {
            isWhole: !gaps.has('late') && !gaps.has('unavailable'),
            hasQueried: !options.closure.offline,
            problems: gapProblems(gaps, options.closure),
          }
        : NOTHING_FETCHED,
    async close() {
      await (await opened)?.close();
    },
  };
}
