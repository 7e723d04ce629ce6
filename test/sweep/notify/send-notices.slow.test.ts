import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openAws, type Aws } from '../../../src/aws/index.js';
import {
  gapsOf,
  openSql,
  saveJudgement,
  saveRegion,
  startRun,
  type FindingRow,
  type Sql,
} from '../../../src/store/index.js';
import { unsentNotices, writeNotice } from '../../../src/store/notices.js';
import { readSink } from '../../../src/sweep/notify/sinks.js';
import { notifySinks } from '../../../src/sweep/notify/send-notices.js';
import { OWN_ACCOUNT } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { quickClock } from '../../support/quick-clock.js';
import { STORES, useStores } from '../../support/stores.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { useWebhook } from '../../support/webhook-server.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const aws = useAwsServer();
const webhook = useWebhook();
const NAME = 'orders';
const ARN = `arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:${NAME}`;
const DETAIL = {
  title: 'Prototype pollution',
  aliases: ['CVE-2026-0001'],
  certainty: 'certain',
  kev: null,
  remediation: 'Update it.',
  package: 'pkg:npm/lodash@4.17.11',
};

function finding(rule: string, severity = 'high', setAside = false): FindingRow {
  return {
    fingerprint: `advisory/${rule}/npm%3Alodash/${encodeURIComponent(ARN)}`,
    kind: 'advisory',
    rule,
    severity,
    fails: true,
    setAside,
    detail: DETAIL,
  };
}

describe.each(STORES)('sinks of a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;
  let access: Aws;
  let days = 0;

  async function sweep(
    rules: readonly string[],
    { listed = true, complete = true, aside = 'ASIDE' } = {},
  ): Promise<number> {
    days += 1;
    const { id } = await startRun(sql, `${days}`, new Date(Date.UTC(2026, 5, days)));
    const code = { version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} };
    const functions = [{ arn: ARN, name: NAME, facts: {}, versions: [code] }];
    const place = { account: OWN_ACCOUNT, region: 'eu-west-1' };
    await saveRegion(sql, id, { ...place, listed, functions: listed ? functions : [], gaps: [] });
    if (!listed) return id;
    await saveJudgement(sql, id, {
      arn: ARN,
      hash: `${days}`,
      complete,
      reasons: [],
      permissions: [],
      acceptedGaps: [],
      gaps: [],
      findings: rules.map((rule) => finding(rule, 'high', rule === aside)),
      mayFix: true,
      lesserSources: [],
      expected: true,
      seenRun: id,
    });
    return id;
  }

  const tell = (texts: readonly string[], run: number) =>
    notifySinks(
      texts.map((text) => readSink(text, { HOOK: webhook.url })),
      run,
      { sql, aws: access, role: { name: 'audit', externalId: null }, now: new Date('2026-06-10T00:00:00Z') },
    );

  beforeEach(async () => {
    webhook.texts.length = 0;
    webhook.answers.length = 0;
    days = 0;
    const store = newStore();
    sql = await openSql(store);
    access = await openAws({
      region: 'eu-west-1',
      endpoint: aws.server.url,
      paceFactor: 1000,
      clock: quickClock(),
    });
    return async () => {
      access.close();
      await sql.close();
    };
  });

  test('each finding is reported once, in one message a sweep; that it is fixed, once; that it is back, again', async () => {
    const first = await sweep(['A', 'B', 'ASIDE']);
    expect(await tell(['slack=HOOK'], first)).toEqual([{ sink: 'slack=HOOK', findings: 2, problem: null }]);
    expect(webhook.texts).toHaveLength(1);
    expect(webhook.texts[0]).toMatch(
      /^stowaway sweep 1: 2 new, 0 fixed\nNew: 2 high\n {2}HIGH A pkg:npm\/lodash@4.17.11 in orders/,
    );
    expect(await tell(['slack=HOOK'], first)).toEqual([]);
    const second = await sweep(['B']);
    await tell(['slack=HOOK'], second);
    expect(webhook.texts[1]).toMatch(/^stowaway sweep 2: 0 new, 1 fixed\nFixed: 1 high\n {2}HIGH A /);
    await tell(['slack=HOOK'], await sweep(['A', 'B']));
    expect(webhook.texts[2]).toContain('sweep 3: 1 new, 0 fixed');
    expect(webhook.texts).toHaveLength(3);
  });

  test('nothing is sent about functions that the run did not see: not listed, or not read whole', async () => {
    await sweep(['A']);
    expect(await tell(['slack=HOOK'], await sweep([], { listed: false }))).toEqual([]);
    expect(await tell(['slack=HOOK'], await sweep([], { complete: false }))).toEqual([]);
    await tell(['slack=HOOK'], await sweep(['A']));
    expect(webhook.texts).toHaveLength(1);
  });

  test('a sink that fails is a row, and receives the next time what is still true', async () => {
    const first = await sweep(['A', 'B']);
    webhook.answers.push(404);
    const [failed] = await tell(['slack=HOOK'], first);
    expect(failed).toMatchObject({ findings: 2, problem: 'The webhook answered 404.' });
    expect(await gapsOf(sql, first)).toMatchObject([
      { action: 'notify', resource: 'slack=HOOK', affectsCompleteness: false },
    ]);
    const second = await sweep(['B', 'C']);
    expect((await tell(['slack=HOOK'], second)).map(({ findings }) => findings)).toEqual([1, 1]);
    expect(webhook.texts.join('\n').match(/HIGH \w/g)).toEqual(['HIGH B', 'HIGH C']);
  });

  test('interrupted before or after it was sent, no notice is lost, and a repeated one has the same id', async () => {
    const run = await sweep(['A']);
    const file = join(temporaryFolder(), 'digest.md');
    const id = `digest=${file}`;
    await writeNotice(sql, { id: 'notice-1', sink: id, run }, { now: new Date() });
    expect((await unsentNotices(sql, id)).map((notice) => notice.id)).toEqual(['notice-1']);
    await tell([id], run);
    expect(readFileSync(file, 'utf8')).toContain('<!-- notice-1 -->');
    await sql.query('UPDATE notice SET sent_at = NULL');
    await tell([id], run);
    expect(readFileSync(file, 'utf8').match(/^## .*$/gm)).toEqual([
      '## stowaway sweep 1: 1 new, 0 fixed (2026-06-10)',
    ]);
  });

  async function statesInHub(): Promise<ReadonlyMap<string, string>> {
    const found = await fetch(`${aws.server.url}findings`, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/securityhub/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: '{}',
    });
    const { Findings } = (await found.json()) as {
      Findings: { Id: string; GeneratorId: string; RecordState: string }[];
    };
    // One record each: its id stays.
    expect(new Set(Findings.map(({ Id }) => Id)).size).toBe(Findings.length);
    return new Map(Findings.map((one) => [one.GeneratorId, one.RecordState]));
  }

  test('Security Hub archives a finding that is fixed or set aside after it was sent, and shows again what counts again', async () => {
    const name = (rule: string) => `stowaway/advisory/${kind}-${rule}`;
    const [a, b] = [`${kind}-A`, `${kind}-B`];
    const stateOf = async (rule: string) => (await statesInHub()).get(name(rule));
    await tell(['securityhub'], await sweep([a, b]));
    expect([await stateOf('A'), await stateOf('B')]).toEqual(['ACTIVE', 'ACTIVE']);
    await tell(['securityhub'], await sweep([b]));
    expect([await stateOf('A'), await stateOf('B')]).toEqual(['ARCHIVED', 'ACTIVE']);
    const aside = await sweep([b], { aside: b });
    expect(await tell(['securityhub'], aside)).toMatchObject([{ findings: 1, problem: null }]);
    expect(await stateOf('B')).toBe('ARCHIVED');
    expect(await tell(['securityhub'], await sweep([b], { aside: b }))).toEqual([]);
    await tell(['securityhub'], await sweep([b]));
    expect(await stateOf('B')).toBe('ACTIVE');
    await tell(['securityhub'], await sweep([b], { aside: b }));
    expect(await stateOf('B')).toBe('ARCHIVED');
  });

  test('a webhook receives no finding that is set aside', async () => {
    await tell(['slack=HOOK'], await sweep(['A']));
    await tell(['slack=HOOK'], await sweep(['A'], { aside: 'A' }));
    await tell(['slack=HOOK'], await sweep(['A']));
    expect(webhook.texts).toHaveLength(1);
  });

  test('a topic gets the message; one that is refused is a row, and fails nothing', async () => {
    const created = await fetch(aws.server.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/sns/aws4_request, SignedHeaders=host, Signature=0`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `Action=CreateTopic&Version=2010-03-31&Name=findings-${kind}`,
    });
    expect(created.status).toBe(200);
    const topic = `sns=arn:aws:sns:eu-west-1:${OWN_ACCOUNT}:findings-${kind}`;
    const run = await sweep(['A']);
    aws.server.requests.length = 0;
    expect(await tell([topic, `${topic}-none`], run)).toEqual([
      { sink: topic, findings: 1, problem: null },
      {
        sink: `${topic}-none`,
        findings: 1,
        problem: expect.stringContaining('sns:Publish was refused') as string,
      },
    ]);
    expect(aws.server.requests.map(({ action }) => action)).toContain('sns:Publish');
  });

  test('a digest that cannot be written is a row', async () => {
    const [told] = await tell(['digest=/nowhere/at/all.md'], await sweep(['A']));
    expect(told?.problem).toBe('The file could not be written (ENOENT).');
    expect(existsSync('/nowhere')).toBe(false);
  });
});
