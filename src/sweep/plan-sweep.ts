import {
  callKind,
  listVersions,
  openAws,
  orGap,
  policyCalls,
  readRoles,
  type AccountAccess,
  type CoverageGap,
  type DeployedVersion,
  type RoleFacts,
} from '../aws/index.js';
import {
  countOutdated,
  knownArtifacts,
  layerArtifacts,
  openForPlan,
  outdatedCode,
  type Sql,
} from '../store/index.js';
import { analystVersion } from './collect/analyse-code.js';
import { openPlaces } from './survey/open-places.js';
import { codeKey } from './survey/region-rows.js';
import type { SweepOptions } from './sweep-options.js';

/** The work of a sweep in a region. */
export interface RegionPlan {
  readonly account: string;
  readonly region: string;
  readonly functions: number;
  /** Zips and images that neither the store nor a region before this one has, and their bytes (Lambda has none for images). */
  readonly newCode: number;
  readonly newCodeBytes: number;
  readonly newLayers: number;
  /** Calls by action, at least: policies of aliases, URLs and sources are read where there are some. */
  readonly calls: Readonly<Record<string, number>>;
  /** Time of these calls at the current pace. */
  readonly seconds: number;
}

export interface SweepPlan {
  readonly regions: readonly RegionPlan[];
  readonly gaps: readonly CoverageGap[];
  /** Regions run side by side: the slowest one counts. */
  readonly seconds: number;
  readonly downloadBytes: number;
  /** Artifacts that an earlier version of stowaway analysed: the ones that this sweep would analyse again, with their bytes, and all of them. */
  readonly again: { readonly artifacts: number; readonly bytes: number; readonly outdated: number };
}

const PAGE = 50;

interface PlanOptions {
  readonly paceFactor: number;
  readonly versionPolicies: number;
  /** Code and layers that another region is planned to fetch: equal ones are fetched once. */
  readonly planned: Set<string>;
}

function secondsOf(calls: Readonly<Record<string, number>>, paceFactor: number): number {
  const lanes = new Map<string, number>();
  for (const [action, count] of Object.entries(calls)) {
    const { kind, perSecond } = callKind(action);
    lanes.set(kind, (lanes.get(kind) ?? 0) + count / (perSecond * paceFactor));
  }
  return Math.max(0, ...lanes.values());
}

/** Keys that are neither stored nor planned by another region; they are planned from then on. */
function claim(keys: Iterable<string>, known: { has(key: string): boolean }, planned: Set<string>): string[] {
  const fresh = [...keys].filter((key) => !known.has(key) && !planned.has(key));
  for (const key of fresh) planned.add(key);
  return fresh;
}

/** A region's functions, and their stored code and layers. */
interface PlanListing {
  readonly account: string;
  readonly region: string;
  readonly listed: readonly DeployedVersion[];
  readonly knownCode: { has(key: string): boolean };
  readonly knownLayers: { has(arn: string): boolean };
  /** Calls that read policies of resources, by action. */
  readonly policyCalls: Readonly<Record<string, number>>;
}

/** The called versions are unknown before their callers are: only the latest ones are planned. */
function latestOf(listed: readonly DeployedVersion[]): DeployedVersion[] {
  return listed.filter(({ version }) => version === '$LATEST');
}

interface PlannedAccount {
  readonly access: AccountAccess;
  /** Empty if they could not be read. */
  readonly roles: Promise<ReadonlyMap<string, RoleFacts>>;
}

async function rolesForPlan(access: AccountAccess): Promise<ReadonlyMap<string, RoleFacts>> {
  const { account } = access;
  const { value } = await orGap(readRoles(access), { account, region: null, resource: null });
  return value ?? new Map();
}

async function listForPlan(
  sql: Sql,
  { access, roles }: PlannedAccount,
  region: string,
): Promise<PlanListing> {
  const listed = await listVersions(access, region);
  const latest = latestOf(listed);
  return {
    account: access.account,
    region,
    listed,
    knownCode: await knownArtifacts(sql, [...new Set(latest.map(codeKey))]),
    knownLayers: await layerArtifacts(sql, [...new Set(latest.flatMap(({ layers }) => layers))]),
    policyCalls: policyCalls(latest, await roles),
  };
}

function planRegion(
  { account, region, listed, knownCode, knownLayers, policyCalls: policies }: PlanListing,
  { paceFactor, versionPolicies, planned }: PlanOptions,
): RegionPlan {
  const latest = latestOf(listed);
  const published = listed.filter(({ version }) => version !== '$LATEST');
  const withPublished = new Set(published.map(({ functionArn }) => functionArn)).size;
  const code = new Map(latest.map((version) => [codeKey(version), version.codeBytes]));
  const newCode = claim(code.keys(), knownCode, planned);
  const newLayers = claim(new Set(latest.flatMap(({ layers }) => layers)), knownLayers, planned).length;
  const calls = {
    'lambda:ListFunctions': Math.max(1, Math.ceil(listed.length / PAGE)),
    'lambda:ListEventSourceMappings': latest.length > 0 ? 1 : 0,
    'lambda:ListAliases': latest.length,
    'lambda:ListCodeSigningConfigs': latest.length > 0 ? 1 : 0,
    'lambda:ListFunctionEventInvokeConfigs': latest.length,
    'lambda:ListProvisionedConcurrencyConfigs': withPublished,
    'lambda:GetPolicy': latest.length + Math.min(published.length, versionPolicies),
    'lambda:GetFunction': newCode.length,
    'lambda:GetLayerVersion': newLayers,
    ...policies,
  };
  return {
    account,
    region,
    functions: latest.length,
    newCode: newCode.length,
    newCodeBytes: newCode.reduce((sum, key) => sum + (code.get(key) ?? 0), 0),
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
 * Plans a sweep: it lists functions, and downloads and writes nothing.
 * @throws ScanError when it cannot start.
 */
export async function planSweep(options: SweepOptions): Promise<SweepPlan> {
  const { scope, aws: settings, signal, store, reanalyse, versionPolicies } = options;
  const aws = await openAws({ ...settings, signal });
  const sql = await openForPlan(store).catch((error: unknown) => {
    aws.close();
    throw error;
  });
  try {
    const { accounts, gaps } = await openPlaces(aws, scope);
    const listings = await Promise.all(
      accounts.flatMap(({ access, regions: wanted }) => {
        const planned = { access, roles: rolesForPlan(access) };
        return wanted.map((region) =>
          orGap(listForPlan(sql, planned, region), { account: access.account, region, resource: null }),
        );
      }),
    );
    const { paceFactor } = settings;
    const planning = { paceFactor, versionPolicies, planned: new Set<string>() };
    const regions = listings.flatMap(({ value }) => (value ? [planRegion(value, planning)] : []));
    return {
      regions,
      gaps: [...gaps, ...listings.flatMap(({ gap }) => gap ?? [])],
      seconds: Math.max(0, ...regions.map(({ seconds }) => seconds)),
      downloadBytes: regions.reduce((sum, { newCodeBytes }) => sum + newCodeBytes, 0),
      again: await planAgain(sql, reanalyse),
    };
  } finally {
    await sql.close();
    aws.close();
  }
}
