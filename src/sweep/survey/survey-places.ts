import pLimit from 'p-limit';
import {
  callGrants,
  orGap,
  readRoles,
  readTags,
  surveyRegion,
  type AccountAccess,
  type CoverageGap,
  type EarlierVersion,
  type RoleFacts,
} from '../../aws/index.js';
import {
  publishedVersions,
  saveGaps,
  saveRegion,
  saveRoles,
  type Sql,
  type StartedRun,
} from '../../store/index.js';
import { functionRow, unlistedKinds } from './region-rows.js';
import type { OpenAccount, Places } from './open-places.js';
import { workTogether, type Ending } from '../work-together.js';

/** Number of regions surveyed side by side: each has a pace of its own. */
const SIDE_BY_SIDE = 32;

export interface SurveyOptions {
  readonly sql: Sql;
  readonly run: StartedRun;
  /** See SweepOptions. */
  readonly ownerTag: string | null;
  /** See SweepOptions. */
  readonly versionPolicies: number;
  readonly now: Date;
  readonly ending: Ending;
  readonly onRegion: (done: number, of: number) => void;
}

/** Owners by ARN. A refusal is reported; nothing is missed by it. */
async function ownersOf(
  access: AccountAccess,
  region: string,
  ownerTag: string | null,
): Promise<{ readonly owners: ReadonlyMap<string, string>; readonly gaps: readonly CoverageGap[] }> {
  if (ownerTag === null) return { owners: new Map(), gaps: [] };
  const place = { account: access.account, region, resource: null };
  const { value, gap } = await orGap(readTags(access, region, ownerTag), place, false);
  return gap ? { owners: new Map(), gaps: [gap] } : { owners: value, gaps: [] };
}

/** An account before its regions are listed. */
interface SurveyedAccount extends OpenAccount {
  /** By ARN. */
  readonly roles: Promise<ReadonlyMap<string, RoleFacts>>;
}

/** Facts of earlier sweeps about the published versions of a region, by ARN with number. */
async function earlierVersions(
  sql: Sql,
  account: string,
  region: string,
): Promise<ReadonlyMap<string, EarlierVersion>> {
  const rows = await publishedVersions(sql, account, region);
  return new Map(rows.map((row) => [`${row.function}:${row.version}`, row]));
}

async function survey(
  { access, regions, roles }: SurveyedAccount,
  region: string,
  options: SurveyOptions,
): Promise<void> {
  const { sql, run, ownerTag, versionPolicies, now } = options;
  const { account } = access;
  const { functions, listed, gaps } = await surveyRegion(access, region, {
    regions,
    roles: await roles,
    grants: callGrants((await roles).values()),
    earlier: await earlierVersions(sql, account, region),
    limit: versionPolicies,
    now,
  });
  const { owners, gaps: tagGaps } = await ownersOf(access, region, functions.length > 0 ? ownerTag : null);
  const notLookedFor = functions.length > 0 ? [unlistedKinds(account, region)] : [];
  await saveRegion(sql, run.id, {
    account,
    region,
    listed,
    functions: functions.map((fn) => functionRow(fn, owners)),
    gaps: [...gaps, ...tagGaps, ...notLookedFor],
  });
}

/** Saves the roles of an account. */
async function keepRoles(
  access: AccountAccess,
  { sql, run }: SurveyOptions,
): Promise<ReadonlyMap<string, RoleFacts>> {
  const place = { account: access.account, region: null, resource: null };
  const { value, gap } = await orGap(readRoles(access), place);
  if (gap) {
    await saveGaps(sql, run.id, [gap]);
    return new Map();
  }
  await saveRoles(
    sql,
    [...value].map(([arn, facts]) => ({ arn, facts })),
  );
  return value;
}

/** Lists everything in the places, each region saved when it is done; regions that a run finished before an interruption are not listed again. */
export async function surveyPlaces({ accounts, gaps }: Places, options: SurveyOptions): Promise<void> {
  const { sql, run, ending, onRegion } = options;
  await saveGaps(sql, run.id, gaps);
  const limit = pLimit(SIDE_BY_SIDE);
  const roleLimit = pLimit(SIDE_BY_SIDE);
  let done = 0;
  let of = 0;
  await workTogether(
    accounts.flatMap((account) => {
      const roles = roleLimit(() => keepRoles(account.access, options));
      const wanted = account.regions.filter(
        (region) => !run.regionsDone.has(`${account.access.account} ${region}`),
      );
      of += wanted.length;
      const surveys = wanted.map((region) =>
        limit(async () => {
          ending.signal.throwIfAborted();
          await survey({ ...account, roles }, region, options);
          done += 1;
          onRegion(done, of);
        }),
      );
      return [roles, ...surveys];
    }),
    ending,
  );
}
