import pLimit from 'p-limit';
import {
  orGap,
  readRoles,
  readTags,
  surveyRegion,
  type AccountAccess,
  type CoverageGap,
} from '../aws/index.js';
import { saveGaps, saveRegion, saveRoles, type Sql, type StartedRun } from '../store/index.js';
import { functionRow, unlistedKinds } from './region-rows.js';
import type { Places } from './open-places.js';

/** Regions looked at side by side: each has a pace of its own. */
const SIDE_BY_SIDE = 8;

export interface SurveyOptions {
  readonly sql: Sql;
  readonly run: StartedRun;
  /** See SweepOptions. */
  readonly ownerTag: string | null;
  readonly onRegion: (done: number, of: number) => void;
}

/** Owners by ARN. What may not be read is said; nothing is missed by it. */
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

async function survey(access: AccountAccess, region: string, options: SurveyOptions): Promise<void> {
  const { sql, run, ownerTag } = options;
  const { functions, listed, gaps } = await surveyRegion(access, region);
  const { owners, gaps: untold } = await ownersOf(access, region, functions.length > 0 ? ownerTag : null);
  const { account } = access;
  const notLookedFor = functions.length > 0 ? [unlistedKinds(account, region)] : [];
  await saveRegion(sql, run.id, {
    account,
    region,
    listed,
    functions: functions.map((fn) => functionRow(fn, owners)),
    gaps: [...gaps, ...untold, ...notLookedFor],
  });
}

async function keepRoles(access: AccountAccess, { sql, run }: SurveyOptions): Promise<void> {
  const place = { account: access.account, region: null, resource: null };
  const { value, gap } = await orGap(readRoles(access), place);
  if (gap) await saveGaps(sql, run.id, [gap]);
  else
    await saveRoles(
      sql,
      [...value].map(([arn, facts]) => ({ arn, facts })),
    );
}

/** Lists everything in the places, each region saved when it is done; regions that a run had done before it was cut off are not listed again. */
export async function surveyPlaces({ accounts, gaps }: Places, options: SurveyOptions): Promise<void> {
  const { sql, run, onRegion } = options;
  await saveGaps(sql, run.id, gaps);
  const limit = pLimit(SIDE_BY_SIDE);
  const wanted = accounts.flatMap(({ access, regions }) =>
    regions
      .filter((region) => !run.regionsDone.has(`${access.account} ${region}`))
      .map((region) => ({ access, region })),
  );
  let done = 0;
  const surveys = wanted.map(({ access, region }) =>
    limit(async () => {
      await survey(access, region, options);
      done += 1;
      onRegion(done, wanted.length);
    }),
  );
  const roles = accounts.map(({ access }) => limit(() => keepRoles(access, options)));
  await Promise.all([...surveys, ...roles]);
}
