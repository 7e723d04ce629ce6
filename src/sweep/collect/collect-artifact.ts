import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fetchCode,
  orGap,
  type AccountAccess,
  type CoverageGap,
  type FetchedCode,
  type WantedCode,
} from '../../aws/index.js';
import { DEFAULT_LIMITS } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import {
  knownArtifacts,
  layerArtifacts,
  noteTried,
  saveArtifact,
  saveLayer,
  type PackageRow,
  type Sql,
  type WantedRow,
} from '../../store/index.js';
import type { Analyst } from './analyse-code.js';
import type { VersionFacts } from '../survey/region-rows.js';

/** A zip that Lambda takes is far smaller; one that AWS stores for a layer as well. */
const MAX_ZIP_BYTES = 512 * 1024 * 1024;

export interface ArtifactOptions {
  readonly sql: Sql;
  readonly analyst: Analyst;
  /** Folder of downloaded code during its analysis. */
  readonly folder: string;
  /** An account, entered when it is first needed; null where it could not be entered before. @throws Refusal */
  readonly accessTo: (account: string) => Promise<AccountAccess | null>;
  readonly signal: AbortSignal;
}

/** The outcome for an artifact: `known` it was stored already, or cannot be requested. */
export interface ArtifactOutcome {
  readonly outcome: 'stored' | 'known' | 'gap';
  /** Downloaded. */
  readonly bytes: number;
  readonly gap: CoverageGap | null;
}

/** The most informative one comes first. */
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

/** Whether an artifact is stored; if it is wanted again, whether it was analysed again meanwhile. */
async function isStored(
  key: string,
  { again }: WantedRow,
  { sql, analyst }: ArtifactOptions,
): Promise<boolean> {
  return (await knownArtifacts(sql, [key], again ? analyst.version : null)).has(key);
}

/** An artifact that is no longer available keeps its earlier analysis. */
function gapAgain({ reason, ...gap }: CoverageGap): CoverageGap {
  const before = 'An earlier version of stowaway analysed it, and this one could not:';
  return { ...gap, reason: `${before} ${reason}`, affectsCompleteness: false };
}

/** @returns why it could not be analysed. */
async function analyseFetched(
  { hostPath, sha256 }: FetchedCode,
  kind: WantedCode['kind'],
  { sql, analyst }: ArtifactOptions,
): Promise<string | null> {
  if (hostPath === null) return null;
  const result = await analyst.analyse(hostPath, kind);
  if ('lost' in result) return result.lost;
  const { analysis, size } = result;
  // Advisories about copies are not known yet.
  const packages = packageRows([...analysis.inventory.packages, ...analysis.inventory.copies]);
  const row = { key: `${kind}:${sha256}`, kind, size, tool: analyst.version, analysis, packages };
  await saveArtifact(sql, row, new Date());
  return null;
}

async function fetchAndAnalyse(
  row: WantedRow,
  wanted: WantedCode,
  options: ArtifactOptions,
): Promise<ArtifactOutcome> {
  const { sql, signal } = options;
  const { account, region } = row;
  const place = { account, region, resource: wanted.kind === 'layer' ? row.key : row.function };
  const folder = await mkdtemp(join(options.folder, 'artifact-'));
  const fetching = {
    folder,
    signal,
    isKnown: (sha256: string) => isStored(`${wanted.kind}:${sha256}`, row, options),
    maxBytes: MAX_ZIP_BYTES,
    maxImageBytes: DEFAULT_LIMITS.maxImageBytes,
  };
  const fetchIt = async () => {
    const access = await options.accessTo(account);
    return access && (await fetchCode(access, { region, wanted }, fetching));
  };
  try {
    const { value, gap } = await orGap(fetchIt(), place);
    if (gap) return { outcome: 'gap', bytes: 0, gap };
    if (value === null) return { outcome: 'known', bytes: 0, gap: null };
    const lost = await analyseFetched(value, wanted.kind, options);
    signal.throwIfAborted();
    if (lost !== null) {
      const reason = `It could not be analysed: ${lost}`;
      const analysis = { action: 'analyse', status: 'failed', reason, affectsCompleteness: true } as const;
      return { outcome: 'gap', bytes: value.bytes, gap: { ...place, ...analysis } };
    }
    if (wanted.kind === 'layer') await saveLayer(sql, wanted.arn, `layer:${value.sha256}`);
    return { outcome: value.hostPath === null ? 'known' : 'stored', bytes: value.bytes, gap: null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches, analyses and saves one artifact, unless it is stored; nothing of it stays on disk. */
export async function collectArtifact(row: WantedRow, options: ArtifactOptions): Promise<ArtifactOutcome> {
  const { sql } = options;
  const wanted = wantedOf(row);
  const key = wanted.kind === 'layer' ? (await layerArtifacts(sql, [row.key])).get(row.key) : row.key;
  if (key !== undefined && (await isStored(key, row, options)))
    return { outcome: 'known', bytes: 0, gap: null };
  if (!row.again) return fetchAndAnalyse(row, wanted, options);
  await noteTried(sql, row.key, new Date());
  const outcome = await fetchAndAnalyse(row, wanted, options);
  return { ...outcome, gap: outcome.gap && gapAgain(outcome.gap) };
}
