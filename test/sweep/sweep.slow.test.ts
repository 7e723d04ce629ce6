import { createHash } from 'node:crypto';
import { CreateAccountCommand, CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openAws } from '../../src/aws/index.js';
import { NO_POLICY, type Policy } from '../../src/policy/index.js';
import { describePlan, describeSweep } from '../../src/sweep/describe/describe-sweep.js';
import { sweepPolicy, type PolicyWishes } from '../../src/sweep/iam-policy.js';
import { planSweep } from '../../src/sweep/plan-sweep.js';
import { readSink } from '../../src/sweep/notify/sinks.js';
import { runSweep } from '../../src/sweep/run-sweep.js';
import { pruneSweeps } from '../../src/sweep/index.js';
import type { SweepOptions } from '../../src/sweep/sweep-options.js';
import { MAX_LISTED } from '../../src/sweep/sweep-report.js';
import { openAwsAccount, OWN_ACCOUNT, type AwsAccount } from '../support/aws-account.js';
import { openAwsSources } from '../support/aws-sources.js';
import { useAwsServer } from '../support/aws-tests.js';
import { sha256 } from '../support/image-builder.js';
import { NO_MOTO } from '../support/moto-process.js';
import { useStores } from '../support/stores.js';
import { sweepOptions } from '../support/sweep-options.js';
import { FIXED, OLD, packageAt, plainZip, zipWith } from '../support/sweep-zips.js';
import { buildZip } from '../support/zip-builder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const MEMBER = '222222222222';

const SCOPE = {
  organization: false,
  accounts: [OWN_ACCOUNT, MEMBER],
  regions: [],
  role: { name: 'audit', externalId: 'x' },
};

function optionsOf(store: string, more: Partial<SweepOptions> = {}): SweepOptions {
  return sweepOptions(aws.server.url, store, { scope: SCOPE, ...more });
}

/** sts:GetCallerIdentity needs no permission. */
function usedActions(): readonly string[] {
  const used = new Set(aws.server.requests.map(({ action }) => action));
  used.delete('sts:GetCallerIdentity');
  return [...used].sort();
}

function allowedActions(wishes: PolicyWishes): readonly string[] {
  const { Statement } = JSON.parse(sweepPolicy(wishes)) as { Statement: { Action: string[] }[] };
  // Lambda decrypts in our name: it is no call of ours.
  return Statement.flatMap(({ Action }) => Action)
    .filter((action) => action !== 'kms:Decrypt')
    .sort();
}

let own: AwsAccount;

describe.each(['folder', 'server'] as const)('a sweep into a %s', (kind) => {
  const newStore = useStores(kind);
  const region = kind === 'folder' ? 'eu-west-1' : 'us-east-1';
  const other = kind === 'folder' ? 'us-east-1' : 'eu-west-1';
  let store = '';
  const sweep = (more: Partial<SweepOptions> = {}) => {
    store ||= newStore();
    aws.server.downloads.length = 0;
    aws.server.requests.length = 0;
    return runSweep(optionsOf(store, more));
  };
  const prefix = `${kind}-`;
  const namesOf = (found: readonly { readonly function: string; readonly rule: string }[]) =>
    [...new Set(found.map((one) => one.function.split(':')[6]))].filter((name) => name?.startsWith(prefix));

  beforeAll(async () => {
    if (NO_MOTO !== null) return;
    own = await openAwsAccount(aws.server.url, region);
    const member = await openAwsAccount(aws.server.url, other, MEMBER);
    const layer = await own.addLayer(`${prefix}shared`, buildZip(packageAt('nodejs/node_modules', OLD)));
    await own.addFunction(`${prefix}vulnerable`, zipWith('vulnerable', OLD));
    await own.addFunction(`${prefix}layered`, plainZip(`${prefix}layered`), { Layers: [layer] });
    await own.publish(`${prefix}layered`, 'live');
    await own.addUrl(`${prefix}layered`);
    await own.addFunction(`${prefix}twin`, zipWith('vulnerable', OLD));
    await own.addFunction(`${prefix}clean`, plainZip(`${prefix}clean`));
    await own.publish(`${prefix}clean`);
    await own.addFunction(`${prefix}broken`, Buffer.from(`no zip ${prefix}`));
    await member.addFunction(`${prefix}member`, zipWith(`${prefix}member`, OLD));
    const sources = openAwsSources(aws.server.url, own);
    await sources.addOpenQueue(`${prefix}twin`, `${prefix}jobs`);
    await sources.addOpenTopic(`${prefix}twin`, `${prefix}news`);
    await sources.addOpenBucket(`${prefix}twin`, `${prefix}uploads`);
    await sources.addRoute(`${prefix}vulnerable`, 'NONE');
    await sources.addLoadBalancer(`${prefix}clean`, `${prefix}front`);
    const layout = await own.addImageFunction(`${prefix}image`, {
      layers: [[{ name: 'var/task/index.js', content: `exports.handler = '${prefix}'` }]],
    });
    for (const bytes of layout.values()) aws.server.blobs.set(sha256(bytes), Buffer.from(bytes));
  }, 120_000);

  test('the plan lists what the first sweep would download', async () => {
    store = newStore();
    aws.server.downloads.length = 0;
    const plan = await planSweep(optionsOf(store));
    const planned = plan.regions.find((one) => one.account === OWN_ACCOUNT && one.region === region);
    expect(planned).toMatchObject({ newLayers: 1, calls: { 'lambda:GetLayerVersion': 1 } });
    expect(planned?.newCode).toBeGreaterThanOrEqual(4);
    expect(describePlan(plan)).toMatch(/123456789012 \S+: \d functions, \d new artifacts, 1 new layer/);
    expect(aws.server.downloads).toEqual([]);
  });

  test('every function is judged, its code fetched once; the broken one makes the sweep incomplete', async () => {
    const report = await sweep();
    const found = ['layered', 'member', 'twin', 'vulnerable'].map((name) => prefix + name);
    const advisories = report.new.filter(({ kind: of }) => of !== 'permission' && of !== 'configuration');
    expect(new Set(namesOf(advisories))).toEqual(new Set(found));
    expect(report.new.map(({ rule }) => rule)).toContain('public-without-limit');
    // Nothing is concluded about a role where the code was not read.
    expect(namesOf(report.new)).not.toContain(`${prefix}broken`);
    expect(report.fails).toEqual({ open: true, new: true });
    expect(report.complete).toBe(false);
    expect(report.reasons.map(({ example }) => example.split(':')[6])).toContain(`${prefix}broken`);
    expect(report.gaps.filter(({ affectsCompleteness }) => affectsCompleteness)).toEqual([]);
    const zip = createHash('sha256').update(zipWith('vulnerable', OLD)).digest('hex');
    expect(aws.server.downloads.filter((hash) => hash === zip)).toHaveLength(1);
    const text = describeSweep(report);
    expect(text).toMatch(
      new RegExp(`HIGH GHSA-\\S+ pkg:npm/lodash@${OLD} in \\S+ \\(\\d{12} \\S+; \\S.*\\)`),
    );
    expect(text).toContain('INCOMPLETE');
    expect(JSON.stringify(report)).not.toContain('X-Amz-Signature');
    expect(usedActions()).toEqual(allowedActions({ organization: false, role: 'audit' }));
  });

  test('the second sweep downloads nothing and finds nothing new', async () => {
    const report = await sweep();
    expect(aws.server.downloads).toEqual([]);
    expect(report.artifacts).toMatchObject({ fetched: 0, downloadedBytes: 0, matched: 0 });
    expect(report.new).toEqual([]);
    expect(report.fixed).toEqual([]);
    expect(report.counts.open.length).toBeGreaterThan(0);
    expect(report.new.length).toBeLessThanOrEqual(MAX_LISTED);
    const gone = await pruneSweeps(store, new Date('2000-01-01T00:00:00Z'));
    expect(Object.values(gone).every((count) => count === 0)).toBe(true);
  });

  if (kind === 'server') {
    test('with all that can be wished, each action of the policy is used, and no other', async () => {
      const opened = await openAws(optionsOf('').aws);
      const { clients } = opened.own;
      const organizations = await clients.organizations();
      await organizations.send(new CreateOrganizationCommand({}));
      await organizations.send(
        new CreateAccountCommand({ AccountName: 'member', Email: 'a@example.invalid' }),
      );
      const sns = await clients.sns(region);
      const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'findings' }));
      opened.close();
      const sinks = ['securityhub', `sns=${TopicArn}`].map((text) => readSink(text, {}));
      const scope = { ...SCOPE, organization: true, accounts: [] };
      aws.server.requests.length = 0;
      const report = await runSweep(optionsOf(newStore(), { scope, sinks, ownerTag: 'Owner' }));
      expect(report.told.map(({ problem }) => problem)).toEqual([null, null]);
      expect(usedActions()).toEqual(allowedActions({ organization: true, role: 'audit', tags: true, sinks }));
    });
  }

  // The SQL is the same; differences of a server are tested with a server.
  if (kind === 'folder') {
    test('only newly deployed code is downloaded, and findings that it clears are fixed', async () => {
      await own.updateFunction(`${prefix}vulnerable`, zipWith(`${prefix}mended`, FIXED));
      const report = await sweep();
      expect(aws.server.downloads).toHaveLength(1);
      expect(namesOf(report.fixed)).toEqual([`${prefix}vulnerable`]);
      expect(report.new).toEqual([]);
    });

    test('a rule of the user sets findings aside, and without downloads; what is wrong with rules is reported', async () => {
      const ignore = {
        id: null,
        package: 'pkg:npm/lodash',
        path: null,
        function: `${prefix}twin`,
        sha256: [],
        reason: 'not used',
        owner: null,
        expires: null,
        line: 1,
      };
      const unmet = { ...ignore, package: 'pkg:npm/none', line: 2 };
      const rules = [ignore, unmet, { ...ignore, expires: '2026-01-01', line: 3 }];
      const policy: Policy = { ...NO_POLICY, source: 'stowaway.config.yaml', ignore: rules };
      const before = await sweep();
      const report = await sweep({ policy });
      const count = (rows: readonly { readonly count: number }[]) =>
        rows.reduce((sum, row) => sum + row.count, 0);
      expect(count(report.counts.open)).toBeLessThan(count(before.counts.open));
      expect(describeSweep(report)).toMatch(
        /\(line 3\) expired on 2026-01-01: .*\n.*\(line 2\) matches no finding/,
      );
      expect(report.fixed).toEqual([]);
      expect(aws.server.downloads).toEqual([]);
    });

    test('a region that is denied keeps its functions and findings, as stale, and ends nothing', async () => {
      const match = new RegExp(`${OWN_ACCOUNT} ${region} lambda:ListFunctions`);
      aws.server.faults.push({ match, status: 403, code: 'AccessDeniedException' });
      const report = await sweep().finally(() => aws.server.faults.pop());
      expect(report.complete).toBe(false);
      expect(report.functions.stale).toBeGreaterThanOrEqual(6);
      expect(report.fixed).toEqual([]);
      expect(report.gaps).toContainEqual(
        expect.objectContaining({
          region,
          action: 'lambda:ListFunctions',
          status: 'denied',
          account: OWN_ACCOUNT,
        }),
      );
      expect(describeSweep(report)).toContain('lambda:ListFunctions is not allowed (AccessDeniedException).');
    });

    test('an account whose role cannot be assumed is a gap', async () => {
      aws.server.faults.push({ match: /AssumeRole/, status: 403, code: 'AccessDenied' });
      const report = await sweep().finally(() => aws.server.faults.pop());
      expect(report.gaps).toContainEqual(expect.objectContaining({ account: MEMBER, region: null }));
      expect(report.functions.stale).toBeGreaterThanOrEqual(1);
      expect(report.fixed).toEqual([]);
    });
  }

  test('an interrupted sweep continues: fetched code is not fetched again', async () => {
    store = newStore();
    const stop = new AbortController();
    const cut = sweep({
      jobs: 1,
      signal: stop.signal,
      onProgress: ({ stage, done }) => {
        if (stage === 'fetch' && done === 2) stop.abort(new Error('killed'));
      },
    });
    await expect(cut).rejects.toThrow('killed');
    const first = [...aws.server.downloads];
    const report = await sweep();
    expect(report.resumed).toBe(true);
    expect(first.filter((hash) => aws.server.downloads.includes(hash)).length).toBeLessThanOrEqual(1);
    expect(aws.server.requests.filter(({ action }) => action === 'lambda:ListFunctions')).toEqual([]);
    expect(namesOf(report.new)).toEqual(
      expect.arrayContaining([`${prefix}layered`, `${prefix}member`, `${prefix}twin`]),
    );
  });
});
