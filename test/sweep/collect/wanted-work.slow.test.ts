import { beforeAll, expect, test, vi } from 'vitest';
import { openSql } from '../../../src/store/index.js';
import { describePlan, describeSweep } from '../../../src/sweep/describe/describe-sweep.js';
import { enqueueSweep } from '../../../src/sweep/enqueue-sweep.js';
import { planSweep } from '../../../src/sweep/plan-sweep.js';
import { runSweep } from '../../../src/sweep/run-sweep.js';
import { runWorker } from '../../../src/sweep/run-worker.js';
import type { SweepOptions } from '../../../src/sweep/sweep-options.js';
import { openAwsAccount, OWN_ACCOUNT } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { useStores } from '../../support/stores.js';
import { sweepOptions } from '../../support/sweep-options.js';
import { OLD, packageAt, plainZip, zipWith } from '../../support/sweep-zips.js';
import { buildZip } from '../../support/zip-builder.js';

vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newStore = useStores('server');
const REGION = 'eu-west-1';

beforeAll(async () => {
  if (NO_MOTO !== null) return;
  const own = await openAwsAccount(aws.server.url, REGION);
  const layer = await own.addLayer('shared', buildZip(packageAt('nodejs/node_modules', OLD)));
  await own.addFunction('layered', plainZip('layered'), { Layers: [layer] });
  await own.addFunction('vulnerable', zipWith('vulnerable', OLD));
  await own.addFunction('twin', zipWith('vulnerable', OLD));
}, 120_000);

function optionsOf(store: string, more: Partial<SweepOptions> = {}): SweepOptions {
  aws.server.downloads.length = 0;
  const role = { name: 'audit', externalId: null };
  const scope = { organization: false, accounts: [OWN_ACCOUNT], regions: [REGION], role };
  return sweepOptions(aws.server.url, store, { scope, ...more });
}

/** As if another version had found nothing in any of the artifacts. */
async function makeOld(store: string): Promise<void> {
  const sql = await openSql(store);
  await sql.query(`UPDATE artifact SET tool = '0.0.1', analysis = (SELECT analysis FROM artifact WHERE kind = 'function'
    AND key NOT IN (SELECT artifact FROM artifact_package) LIMIT 1), matches = NULL, matches_hash = 'old'`);
  await sql.close();
}

async function swept(store: string, more: Partial<SweepOptions> = {}) {
  const { artifacts, counts, fixed, new: fresh, ...report } = await runSweep(optionsOf(store, more));
  const text = describeSweep({ ...report, artifacts, counts, fixed, new: fresh });
  return { ...artifacts, gaps: report.gaps, text, complete: report.complete, fixed, fresh };
}

test('code that an earlier version analysed is analysed again, some in each sweep, and the plan shows it', async () => {
  const store = newStore();
  const first = await swept(store);
  expect(first).toMatchObject({ fetched: 3, again: 0, outdated: 0 });
  expect(first.fresh.length).toBeGreaterThan(0);
  await makeOld(store);
  const plan = await planSweep(optionsOf(store, { reanalyse: 2 }));
  expect(plan.again).toMatchObject({ artifacts: 2, outdated: 3 });
  expect(describePlan(plan)).toMatch(
    /earlier version of stowaway: 3 artifacts; 2 \(\d+ kB\) are analysed again/,
  );
  const none = await swept(store, { reanalyse: 0 });
  expect(none).toMatchObject({ fetched: 0, again: 0, outdated: 3, downloadedBytes: 0 });
  expect(none.fixed.length).toBeGreaterThan(0);
  expect(await swept(store, { reanalyse: 2 })).toMatchObject({ fetched: 0, again: 2, outdated: 1 });
  expect(aws.server.downloads).toHaveLength(2);
  const last = await swept(store, { reanalyse: 2 });
  expect(last).toMatchObject({ again: 1, outdated: 0, complete: true });
  expect(last.text).toContain('0 new artifacts, 1 analysed again (');
  // Earlier findings are found again, by now in all of them.
  const open = await swept(store);
  expect(open).toMatchObject({ fetched: 0, again: 0, downloadedBytes: 0, fixed: [] });
  expect(first.fresh.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    (await openFingerprints(store)).sort(),
  );
});

async function openFingerprints(store: string): Promise<string[]> {
  const sql = await openSql(store);
  const rows = await sql.query('SELECT fingerprint FROM finding WHERE fixed_run IS NULL AND NOT set_aside');
  await sql.close();
  return rows.map(({ fingerprint }) => fingerprint as string);
}

test('code that cannot be downloaded again keeps its analysis, goes last, and makes nothing incomplete', async () => {
  const store = newStore();
  await swept(store);
  await makeOld(store);
  aws.server.faults.push({ match: /lambda:GetLayerVersion/, status: 403, code: 'AccessDeniedException' });
  const denied = await swept(store).finally(() => aws.server.faults.pop());
  expect(denied).toMatchObject({ again: 3, outdated: 1, complete: true });
  expect(denied.gaps).toContainEqual(
    expect.objectContaining({
      action: 'lambda:GetLayerVersion',
      affectsCompleteness: false,
      reason: expect.stringContaining('An earlier version of stowaway analysed it') as string,
    }),
  );
  expect(denied.text).toContain('1 artifact analysed by an earlier version of stowaway');
  await makeOld(store);
  // The layer was tried last.
  await swept(store, { reanalyse: 2 });
  const sql = await openSql(store);
  expect(await sql.query(`SELECT kind FROM artifact WHERE tool = '0.0.1'`)).toEqual([{ kind: 'layer' }]);
  await sql.close();
});

test('workers do it, too', async () => {
  const store = newStore();
  await swept(store);
  await makeOld(store);
  expect((await enqueueSweep(optionsOf(store, { reanalyse: 2 }))).artifacts).toBe(2);
  const stop = new AbortController().signal;
  const worker = { ...optionsOf(store), stop, once: true, onAlive: () => undefined };
  const [report] = (await runWorker(worker)).finished;
  expect(report?.artifacts).toMatchObject({ fetched: 0, again: 2, outdated: 1 });
});
