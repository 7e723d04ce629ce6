import {
  callKind,
  listVersions,
  openAws,
  orGap,
  type AccountAccess,
  type CoverageGap,
} from '../aws/index.js';
import {
  countOutdated,
  knownArtifacts,
  layerArtifacts,
  openSql,
  outdatedCode,
  type Sql,
} from '../store/index.js';
import { analystVersion } from './analyse-code.js';
import { openPlaces } from './open-places.js';
import { functionRow } from './region-rows.js';
import type { SweepOptions } from './sweep-options.js';

/** What a sweep would do in a region. */
export interface RegionPlan {
  readonly account: string;
  readonly region: string;
  readonly functions: number;
  /** Zips and images that are not stored yet, and their bytes where Lambda tells them (it does not for images). */
  readonly newCode: number;
  readonly newCodeBytes: number;
  readonly newLayers: number;
  /** Calls by action, at least: aliases and URLs are asked for where there may be some. */
  readonly calls: Readonly<Record<string, number>>;
  /** That these calls take at the pace in force. */
  readonly seconds: number;
}

export interface SweepPlan {
  readonly regions: readonly RegionPlan[];
  readonly gaps: readonly CoverageGap[];
  /** Regions are looked at side by side: the slowest one. */
  readonly seconds: number;
  readonly downloadBytes: number;
  /** Artifacts that an earlier version of stowaway analysed: those that this sweep would analyse again, with their bytes, and all of them. */
  readonly again: { readonly artifacts: number; readonly bytes: number; readonly outdated: number };
}

const PAGE = 50;

function secondsOf(calls: Readonly<Record<string, number>>, paceFactor: number): number {
  const lanes = new Map<string, number>();
  for (const [action, count] of Object.entries(calls)) {
    const { kind, perSecond } = callKind(action);
    lanes.set(kind, (lanes.get(kind) ?? 0) + count / (perSecond * paceFactor));
  }
  return Math.max(0, ...lanes.values());
}

async function planRegion(
  access: AccountAccess,
  region: string,
  { sql, paceFactor }: { readonly sql: Sql; readonly paceFactor: number },
): Promise<RegionPlan> {
  const listed = (await listVersions(access, region)).filter(({ isEdgeReplica }) => !isEdgeReplica);
  const names = new Set(listed.map(({ functionArn }) => functionArn));
  const published = new Set(
    listed.filter(({ version }) => version !== '$LATEST').map(({ functionArn }) => functionArn),
  );
  // Which published versions can be reached is not known before aliases are: the latest are counted.
  const latest = listed.filter(({ version }) => version === '$LATEST');
  const code = new Map(
    latest.map((version) => {
      const reachable = [version.version];
      const { arn, name } = { arn: version.functionArn, name: version.name };
      const fn = { arn, name, versions: [version], aliases: [], reachable, triggers: [] };
      const row = functionRow(fn, new Map());
      return [row.versions[0]?.code ?? '', version.codeBytes];
    }),
  );
  const known = await knownArtifacts(sql, [...code.keys()]);
  const layers = [...new Set(latest.flatMap((version) => version.layers))];
  const knownLayers = await layerArtifacts(sql, layers);
  const fresh = [...code].filter(([key]) => !known.has(key));
  const newLayers = layers.filter((arn) => !knownLayers.has(arn)).length;
  const calls = {
    'lambda:ListFunctions': Math.max(1, Math.ceil(listed.length / PAGE)),
    'lambda:ListEventSourceMappings': 1,
    'lambda:ListAliases': published.size,
    'lambda:GetPolicy': names.size,
    'lambda:GetFunction': fresh.length,
    'lambda:GetLayerVersion': newLayers,
  };
  return {
    account: access.account,
    region,
    functions: names.size,
    newCode: fresh.length,
    newCodeBytes: fresh.reduce((sum, [, bytes]) => sum + bytes, 0),
    newLayers,
    calls,
    seconds: secondsOf(calls, paceFactor),
  };
}

async function planAgain(sql: Sql, reanalyse: number): Promise<SweepPlan['again']> {
  const tool = await analystVersion();
  const again = await outdatedCode(sql, { tool, run: null, limit: reanalyse });
  const bytes = again.reduce((sum, { size }) => sum + size, 0);
  return { artifacts: again.length, bytes, outdated: await countOutdated(sql, tool) };
}

/**
 * Says what a sweep would do: it lists functions, and downloads and writes nothing.
 * @throws ScanError when it cannot start.
 */
export async function planSweep(options: SweepOptions): Promise<SweepPlan> {
  const { scope, aws: settings, signal, store, reanalyse } = options;
  const aws = await openAws({ ...settings, signal });
  const sql = await openSql(store);
  try {
    const { accounts, gaps } = await openPlaces(aws, scope);
    const plans = await Promise.all(
      accounts.flatMap(({ access, regions }) =>
        regions.map((region) =>
          orGap(planRegion(access, region, { sql, paceFactor: settings.paceFactor }), {
            account: access.account,
            region,
            resource: null,
          }),
        ),
      ),
    );
    const regions = plans.flatMap(({ value }) => value ?? []);
    return {
      regions,
      gaps: [...gaps, ...plans.flatMap(({ gap }) => gap ?? [])],
      seconds: Math.max(0, ...regions.map(({ seconds }) => seconds)),
      downloadBytes: regions.reduce((sum, { newCodeBytes }) => sum + newCodeBytes, 0),
      again: await planAgain(sql, reanalyse),
    };
  } finally {
    await sql.close();
    aws.close();
  }
}
