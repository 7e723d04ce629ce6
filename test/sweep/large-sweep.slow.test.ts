import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeSweep } from '../../src/sweep/describe/describe-sweep.js';
import { describeWhere } from '../../src/sweep/describe/describe-where.js';
import { findPackage } from '../../src/sweep/index.js';
import { MAX_REASONS, type SweepReport } from '../../src/sweep/sweep-report.js';
import { startStandIn, type StandIn } from '../support/aws-stand-in.js';
import { disturbedSweep, NOTIFY, PLACES } from '../support/disturbed-sweep.js';
import { CONFIGURATION, DENIED_ACCOUNT, isCalled } from '../support/planned-accounts.js';
import { NO_POSTGRES, startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { contentsOf } from '../support/store-contents.js';
import { sweepProcess, type FinishedProcess } from '../support/sweep-process.js';
import { expectationFile, expectedTable, isDrift, truthTable } from '../support/sweep-truth.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { useWebhook } from '../support/webhook-server.js';

// `node bench/sweep/run.mjs` runs this file with the sizes of the requirement, and shows the figures that are written here.
const SIZE = Number(process.env['STOWAWAY_SWEEP_FUNCTIONS'] ?? 60);
const KILLS = Number(process.env['STOWAWAY_SWEEP_KILLS'] ?? 3);
const FIGURES = process.env['STOWAWAY_SWEEP_FIGURES'];
vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 120_000 });

const figures: Record<string, unknown> = { functions: SIZE };
let aws: StandIn;
let postgres: PostgresServer | undefined;
let server = '';
let config = '';
const webhook = useWebhook();

beforeAll(async () => {
  aws = await startStandIn(SIZE);
  config = join(mkdtempSync(join(tmpdir(), 'stowaway-test-')), 'stowaway.config.yaml');
  writeFileSync(config, CONFIGURATION);
  if (NO_POSTGRES !== null) return;
  postgres = startPostgres();
  server = postgres.newDatabase();
});
afterAll(() => {
  aws.stop();
  postgres?.stop();
  rmSync(dirname(config), { recursive: true });
  if (FIGURES !== undefined) writeFileSync(FIGURES, JSON.stringify(figures));
});

function run(store: string, args: readonly string[], killAfterMillis: number | null = null) {
  const target = { endpoint: aws.url, store, webhook: webhook.url, config };
  return sweepProcess(target, args, killAfterMillis);
}

async function sweep(
  store: string,
  more: readonly string[] = [],
): Promise<FinishedProcess & { readonly report: SweepReport }> {
  const ended = await run(store, ['--format', 'json', ...PLACES, ...more]);
  return { ...ended, report: JSON.parse(ended.stdout) as SweepReport };
}

/** The notices of the first sweep by the server; of the next one when the test runs alone. */
let reported: SweepReport | null = null;
async function firstReport(): Promise<SweepReport> {
  reported ??= (await sweep(server)).report;
  return reported;
}

interface Plan {
  readonly regions: readonly { readonly newCode: number }[];
  readonly downloadBytes: number;
}

function memoryOf({ megabytes }: FinishedProcess) {
  const half = megabytes.slice(Math.floor(megabytes.length / 2));
  return { peak: Math.round(Math.max(...megabytes)), ofSecondHalf: Math.round(Math.max(...half)) };
}

/** What an undisturbed run stores, and the notices that it sends. */
let calm: ReturnType<typeof undisturbed> | null = null;
async function undisturbed() {
  const store = postgres?.newDatabase() ?? '';
  webhook.texts.length = 0;
  await sweep(store, NOTIFY);
  const contents = await contentsOf(store);
  return { contents, texts: webhook.texts.splice(0) };
}

describe('a large sweep', () => {
  const missing = NO_POSTGRES;
  test('every function of every kind, and every version that is called, is seen as it is, at the documented limits of calls', async ({
    skip,
  }) => {
    skip(missing !== null, missing ?? '');
    aws.isLimited = true;
    const first = await sweep(server).finally(() => (aws.isLimited = false));
    reported = first.report;
    expect(await truthTable(server)).toEqual(expectedTable(aws.functions));
    expect(first.report.gaps).toContainEqual(expect.objectContaining({ account: DENIED_ACCOUNT }));
    const denied = first.report.gaps.filter(({ action }) => action === 'lambda:GetFunction');
    expect(denied).toHaveLength(aws.functions.filter(({ isDenied }) => isDenied).length);
    expect(aws.refused).toBeGreaterThan(0);
    expect(new Set(aws.downloads).size).toBe(aws.downloads.length);
    expect(first.stderr).not.toMatch(/X-Amz-Signature|value-of-a-variable|postgres:/);
    figures['first'] = {
      cpuSeconds: first.cpuSeconds,
      refusedCalls: aws.refused,
      downloads: aws.downloads.length,
      ...memoryOf(first),
    };
  });

  test('accepted gaps are printed and counted, a rule that expired accepts nothing', async ({ skip }) => {
    skip(missing !== null, missing ?? '');
    const report = await firstReport();
    const ruled = (rule: 'accepted' | 'expired') => aws.functions.filter((fn) => fn.rule === rule);
    expect(report.functions.accepting).toBe(ruled('accepted').length);
    const inFunctions = report.acceptedGaps.map(({ functions }) => functions);
    const listed = inFunctions.reduce((sum, count) => sum + count, 0);
    expect(listed).toBe(Math.min(ruled('accepted').length, MAX_REASONS));
    const accepted = report.gaps.flatMap((gap) => (gap.accepted ? [gap.resource] : []));
    const mounting = expectedTable(aws.functions).filter(({ fileSystem }) => fileSystem === 'accepted');
    expect(new Set(accepted)).toEqual(new Set(mounting.map(({ arn }) => `${arn}:1`)));
    expect(accepted.length).toBeGreaterThan(0);
    expect(report.complete).toBe(false);
    const text = describeSweep(report);
    expect(text).toMatch(
      /^Accepted: .*:1: Code may come from .* Reason: Nothing but data is there\. \(by bob/m,
    );
    expect(text).toMatch(/^Note: .*legacy-.* expired on 2020-01-01/m);
    figures['accepted'] = { functions: report.functions.accepting, fileSystems: accepted.length };
  });

  test('published versions that nothing is known to call are counted, not fetched, and not called clean', async ({
    skip,
  }) => {
    skip(missing !== null, missing ?? '');
    const uncalled = aws.functions.filter((fn) => fn.published !== null && !isCalled(fn));
    const report = await firstReport();
    expect(report.functions.uncalledVersions).toBe(uncalled.length);
    expect(describeSweep(report)).toMatch(new RegExp(`^Note: ${uncalled.length} published versions? `, 'm'));
    const fetched = new Set(aws.downloads);
    expect(uncalled.filter(({ published }) => fetched.has(published?.sha256 ?? ''))).toEqual([]);
    const where = await findPackage(server, 'lodash');
    expect(where.unread.unreachable).toBe(uncalled.length);
    expect(describeWhere(where)).toMatch(
      /^\d+ published versions? that no known caller names w\w+ never analysed/m,
    );
    figures['uncalledVersions'] = uncalled.length;
  });

  test('the second sweep downloads nothing, and after some changed only those', async ({ skip }) => {
    skip(missing !== null, missing ?? '');
    aws.downloads.length = 0;
    const second = await sweep(server);
    expect(aws.downloads).toEqual([]);
    expect(second.report.artifacts).toMatchObject({ downloadedBytes: 0 });
    expect(second.report.counts.new).toEqual([]);
    const built = expectationFile(aws.functions);
    const changed = aws.redeploy(100);
    const third = await sweep(server, ['--expect', built]);
    expect(await truthTable(server)).toEqual(expectedTable(aws.functions));
    const readable = changed.filter(({ isDenied }) => !isDenied).map(({ sha256 }) => sha256);
    expect([...aws.downloads].sort()).toEqual([...new Set(readable)].sort());
    const drifted = (await contentsOf(server)).findings.filter(isDrift).map((row) => row['function']);
    expect(new Set(drifted)).toEqual(new Set(changed.map(({ arn }) => arn)));
    expect(drifted).toHaveLength(changed.length);
    figures['second'] = { cpuSeconds: second.cpuSeconds, ...memoryOf(second) };
    figures['changed'] = {
      functions: changed.length,
      downloads: aws.downloads.length,
      drifted: drifted.length,
      cpuSeconds: third.cpuSeconds,
    };
  });

  test('in a folder it sees the same, and fetches the latest versions that the plan listed', async () => {
    const folder = temporaryFolder();
    const plan = JSON.parse((await run(folder, ['--plan', '--format', 'json', ...PLACES])).stdout) as Plan;
    aws.downloads.length = 0;
    const swept = await sweep(folder);
    expect(await truthTable(folder)).toEqual(expectedTable(aws.functions));
    const distinct = new Set(aws.functions.map(({ sha256 }) => sha256));
    expect(plan.regions.reduce((sum, { newCode }) => sum + newCode, 0)).toBe(distinct.size);
    const sizes = new Map(aws.functions.map(({ sha256, bytes }) => [sha256, bytes]));
    expect(plan.downloadBytes).toBe([...sizes.values()].reduce((sum, bytes) => sum + bytes, 0));
    figures['folder'] = { cpuSeconds: swept.cpuSeconds, ...memoryOf(swept) };
  });

  test('killed again and again, workers too, it ends as if nobody had disturbed it, and sends each finding once', async ({
    skip,
  }) => {
    skip(missing !== null || !postgres, missing ?? '');
    const { contents, texts } = await (calm ??= undisturbed());
    const rough = postgres?.newDatabase() ?? '';
    const killed = await disturbedSweep((args, kill) => run(rough, args, kill), KILLS);
    expect(await contentsOf(rough)).toEqual(contents);
    expect(texts).toHaveLength(1);
    expect(webhook.texts).toHaveLength(1);
    // Runs that were killed have numbers of their own.
    const numberless = (text = '') => text.replace(/ sweep \d+/, '');
    expect(numberless(webhook.texts[0])).toBe(numberless(texts[0]));
    figures['killed'] = { kills: killed, of: KILLS };
  });

  test('PostgreSQL restarted in the middle is waited for, and nothing is lost or doubled', async ({
    skip,
  }) => {
    skip(missing !== null || !postgres, missing ?? '');
    const { contents } = await (calm ??= undisturbed());
    const store = postgres?.newDatabase() ?? '';
    aws.downloads.length = 0;
    const sweeping = sweep(store);
    for (const share of [0.2, 0.6]) {
      await vi.waitUntil(() => aws.downloads.length > contents.artifacts.length * share, 600_000);
      postgres?.restart();
    }
    expect((await sweeping).report.artifacts).toMatchObject({ fetched: expect.any(Number) as number });
    expect({ ...(await contentsOf(store)), notices: contents.notices }).toEqual(contents);
    expect(new Set(aws.downloads).size).toBe(aws.downloads.length);
    figures['restarted'] = 2;
  });

  test('four workers do the work of one, each artifact once', async ({ skip }) => {
    skip(missing !== null || !postgres, missing ?? '');
    const [one, four] = [postgres?.newDatabase() ?? '', postgres?.newDatabase() ?? ''];
    await run(one, ['--enqueue', ...PLACES]);
    const alone = await run(one, ['worker', '--once', '--jobs', '1', '--role-name', 'audit']);
    await run(four, ['--enqueue', ...PLACES]);
    aws.downloads.length = 0;
    const shared = await Promise.all(
      [1, 2, 3, 4].map(() => run(four, ['worker', '--once', '--jobs', '1', '--role-name', 'audit'])),
    );
    expect(new Set(aws.downloads).size).toBe(aws.downloads.length);
    expect(await contentsOf(four)).toEqual(await contentsOf(one));
    const cpuSeconds = shared.reduce((sum, ended) => sum + ended.cpuSeconds, 0);
    figures['workers'] = {
      oneCpuSeconds: alone.cpuSeconds,
      fourCpuSeconds: cpuSeconds,
      one: memoryOf(alone),
      four: shared.map(memoryOf),
    };
  });
});
