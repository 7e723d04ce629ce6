import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { fetchCode, orGap, type AccountAccess, type FetchedCode, type WantedCode } from '../aws/index.js';
import { DEFAULT_LIMITS } from '../files/index.js';
import type { Package } from '../model/index.js';
import {
  knownArtifacts,
  saveArtifact,
  saveGaps,
  saveLayer,
  wantedCode,
  wantedLayers,
  type PackageRow,
  type Sql,
  type WantedRow,
} from '../store/index.js';
import { TOOL } from '../tool/index.js';
import type { Analyst } from './analyse-code.js';
import type { VersionFacts } from './region-rows.js';

/** A zip that Lambda takes is far smaller; one that AWS stores for a layer as well. */
const MAX_ZIP_BYTES = 512 * 1024 * 1024;

export interface CollectOptions {
  readonly sql: Sql;
  readonly run: number;
  readonly accesses: ReadonlyMap<string, AccountAccess>;
  readonly analyst: Analyst;
  /** Artifacts at once: what bounds the disk that is used. */
  readonly jobs: number;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onArtifact: (done: number, of: number) => void;
}

export interface Collected {
  readonly fetched: number;
  /** Downloaded. */
  readonly bytes: number;
}

/** What says most comes first. */
const STATES = ['exact', 'set', 'unknown'] as const;
const PRESENCES: readonly Package['presence'][] = ['installed', 'bundled', 'vendored', 'declared', 'runtime'];

function packageRows(packages: readonly Package[]): PackageRow[] {
  const strongest = [...packages].sort(
    (a, b) =>
      STATES.indexOf(a.versionState) - STATES.indexOf(b.versionState) ||
      PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence),
  );
  return strongest.flatMap(({ ecosystem, name, version, candidates, versionState: state, presence }) => {
    const versions = version === null ? (candidates.length > 0 ? candidates : ['']) : [version];
    return versions.map((one) => ({ ecosystem, name, version: one, state, presence }));
  });
}

function wantedOf({ key, facts }: WantedRow): WantedCode {
  if (facts === null) return { kind: 'layer', arn: key };
  const version = facts as VersionFacts;
  return { kind: version.packageType === 'image' ? 'image' : 'function', version };
}

async function analyseFetched(
  { hostPath, sha256 }: FetchedCode,
  kind: WantedCode['kind'],
  { sql, analyst, now }: CollectOptions,
): Promise<string | null> {
  if (hostPath === null) return null;
  const result = await analyst.analyse(hostPath, kind);
  if ('lost' in result) return result.lost;
  const { analysis, size } = result;
  const packages = packageRows(analysis.inventory.packages);
  const row = { key: `${kind}:${sha256}`, kind, size, tool: TOOL.version, analysis, packages };
  await saveArtifact(sql, row, now);
  return null;
}

/** Fetches, analyses and saves one artifact; nothing of it stays on the disk. @returns bytes downloaded. */
async function collect(row: WantedRow, access: AccountAccess, options: CollectOptions): Promise<number> {
  const { sql, run, signal } = options;
  const wanted = wantedOf(row);
  const { account, region } = row;
  const place = { account, region, resource: wanted.kind === 'layer' ? row.key : row.function };
  const isKnown = async (sha256: string) => {
    const key = `${wanted.kind}:${sha256}`;
    return (await knownArtifacts(sql, [key])).has(key);
  };
  const folder = await mkdtemp(join(tmpdir(), 'stowaway-sweep-'));
  try {
    const sizes = { maxBytes: MAX_ZIP_BYTES, maxImageBytes: DEFAULT_LIMITS.maxImageBytes };
    const { value: fetched, gap } = await orGap(
      fetchCode(access, { region, wanted }, { folder, signal, isKnown, ...sizes }),
      place,
    );
    if (gap) {
      await saveGaps(sql, run, [gap]);
      return 0;
    }
    const lost = await analyseFetched(fetched, wanted.kind, options);
    signal.throwIfAborted();
    if (lost !== null) {
      const reason = `It could not be analysed: ${lost}`;
      await saveGaps(sql, run, [
        { ...place, action: 'analyse', status: 'failed', reason, affectsCompleteness: true },
      ]);
    } else if (wanted.kind === 'layer') await saveLayer(sql, wanted.arn, `layer:${fetched.sha256}`);
    return fetched.bytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches and analyses all code that a run saw for the first time. */
export async function collectCode(options: CollectOptions): Promise<Collected> {
  const { sql, run, accesses, jobs, signal, onArtifact } = options;
  const wanted = [...(await wantedCode(sql, run)), ...(await wantedLayers(sql, run))];
  const limit = pLimit(jobs);
  let done = 0;
  let bytes = 0;
  await Promise.all(
    wanted.map((row) =>
      limit(async () => {
        signal.throwIfAborted();
        const access = accesses.get(row.account);
        if (access) bytes += await collect(row, access, options);
        done += 1;
        onArtifact(done, wanted.length);
      }),
    ),
  );
  return { fetched: wanted.length, bytes };
}
