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

/** What is read for one bundle at most, and for how long more is asked for. */
const MAX_TARBALLS = 250;
const MAX_MILLIS = 30_000;
/** The same when it is known what to ask for. */
const MAX_CANDIDATES = 2_000;
const MAX_LOCKED_MILLIS = 5 * 60_000;

/** How published code is fetched that bundles are compared with; plain data. */
export interface ClosureOptions extends RegistryOptions {
  /** Folder of what was read of tarballs before; null: none. */
  readonly factsFolder: string | null;
  /** Whether nobody asked for it: a lockfile is compared with what earlier scans fetched. */
  readonly isOnlyCached?: boolean;
  /** ISO date-time: the day after that, in UTC, registries may answer otherwise. */
  readonly now: string;
}

/** Changes with everything that is added to a folder of downloads, which cacache first writes into its `tmp`; null when it is empty. */
function downloadsOf(cacheDir: string | null): number | null {
  if (cacheDir === null) return null;
  return statSync(join(cacheDir, 'tmp'), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** What another answer may come of: where is asked, and when; without the network what is there. Credentials play no part. */
export function askedWhere({ npmConfig, offline, now, cacheDir }: ClosureOptions): unknown {
  return [
    now.slice(0, 'yyyy-mm-dd'.length),
    offline && [downloadsOf(cacheDir)],
    Object.entries(npmConfig).filter(([key]) => /(?:^|:)registry$/.test(key)),
  ];
}

/** What came of lending. */
export interface LendingOutcome {
  /** Whether another scan would learn no more: all could be had, is known not to be published, or is more than any scan reads. */
  readonly isWhole: boolean;
  /** Whether registries were asked for anything. */
  readonly hasAsked: boolean;
  /** What could not be had. */
  readonly problems: readonly Problem[];
}

/** Of an artifact for which nothing is lent. */
export const NOTHING_LENT: LendingOutcome = { isWhole: true, hasAsked: false, problems: [] };

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
    'Its bundles were not compared with every package that may be in them: the registry did not deliver all of them.',
  ],
} as const satisfies Record<Gap, readonly [Problem['code'], string]>;

/** Why bundles were not compared with more; without the network nobody expects that all is there. */
function gapProblems(gaps: ReadonlySet<Gap>, { offline }: ClosureOptions): Problem[] {
  return [...gaps]
    .filter((gap) => gap !== 'unavailable' || !offline)
    .map((gap) => {
      const [code, message] = GAPS[gap];
      return { code, path: '', message, affectsCompleteness: false };
    });
}

/** Published code for bundles: opened when the first one asks for it. */
export interface CodeLender {
  /** For one bundle, with a budget of its own. */
  lend(): Promise<PublishedCode>;
  /** What came of it so far. */
  outcome(): LendingOutcome;
  close(): Promise<void>;
}

export interface LenderOptions {
  readonly closure: ClosureOptions;
  readonly limits: Limits;
  /** How many versions are known to be likely: they do not count towards what may be read for a bundle. */
  readonly candidates: number;
  /** Names that only the user's own indexes know. */
  readonly ownNames: () => Promise<ReadonlySet<string>>;
  readonly onFetch?: (step: FetchStep) => void;
}

/** The same, and who is told what could not be had. */
interface Lending extends LenderOptions {
  readonly onGap: (gap: Gap) => void;
}

interface Opened {
  lend(): PublishedCode;
  close(): Promise<unknown>;
}

async function open({ closure, limits, candidates, ownNames, onFetch, onGap }: Lending): Promise<Opened> {
  const { openRegistry, publishedCode, openFactsStore } = await import('../published/index.js');
  const [registry, own] = await Promise.all([openRegistry(closure), ownNames()]);
  const pool = openTarballPool(availableParallelism(), limits);
  const store = openFactsStore(closure.factsFolder);
  const source = { registry, store, readTarball: pool.readTarball, limits };
  // A registry that npm is configured to ask for a scope is asked for its packages.
  const mayAsk = (name: string): boolean => !own.has(name) || registry.isKnownThere(name, '', new Set());
  return {
    lend: () =>
      publishedCode(source, {
        mayAsk,
        isPopular: (name) => isPopularName(npm.name, name),
        maxTarballs: MAX_TARBALLS + Math.min(candidates, MAX_CANDIDATES),
        onGap,
        ...(onFetch && { onFetch }),
        maxMillis: candidates > 0 ? MAX_LOCKED_MILLIS : MAX_MILLIS,
      }),
    close: () => Promise.all([pool.close(), registry.close()]),
  };
}

/** Lends what registries published. Tarballs are read in threads of their own, and nothing of them runs. */
export function codeLender(options: LenderOptions): CodeLender {
  let opened: Promise<Opened> | null = null;
  const gaps = new Set<Gap>();
  const onGap = (gap: Gap): void => void gaps.add(gap);
  return {
    async lend() {
      opened ??= open({ ...options, onGap });
      return (await opened).lend();
    },
    outcome: () =>
      opened
        ? {
            isWhole: !gaps.has('late') && !gaps.has('unavailable'),
            hasAsked: !options.closure.offline,
            problems: gapProblems(gaps, options.closure),
          }
        : NOTHING_LENT,
    async close() {
      await (await opened)?.close();
    },
  };
}
