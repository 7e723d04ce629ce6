import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countFindings,
  countFunctions,
  findingsIn,
  incompleteReasonsOf,
  isFailing,
} from '../../src/store/answers.js';
import { saveArtifact, saveLayer } from '../../src/store/artifact-rows.js';
import { countUnread, holdersOf, versionsOf } from '../../src/store/mount-history.js';
import {
  keepFindings,
  saveJudgement,
  storedFunctions,
  type FindingRow,
} from '../../src/store/judgement-rows.js';
import { wantedCode, wantedLayers } from '../../src/store/wanted-rows.js';
import { openSql } from '../../src/store/open-sql.js';
import { finishRun, pruneStore, startRun } from '../../src/store/runs.js';
import type { Sql } from '../../src/store/sql.js';
import { gapsOf, saveRegion } from '../../src/store/survey-rows.js';
import type { FunctionRow } from '../../src/store/region-rows.js';
import { NO_POSTGRES } from '../support/postgres-server.js';
import { STORES, useStores } from '../support/stores.js';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const LAYER = 'arn:aws:lambda:eu-west-1:111111111111:layer:shared:1';
const NOW = new Date('2026-06-01T00:00:00Z');

function later(days: number): Date {
  return new Date(NOW.getTime() + days * 24 * 3600 * 1000);
}

function fn(name: string, code: string): FunctionRow {
  const version = { version: '$LATEST', reachable: true, code, layers: [LAYER], facts: { name } };
  return { arn: `arn:${name}`, name, facts: { triggers: [] }, versions: [version] };
}

function finding(rule: string, name: string, severity = 'high'): FindingRow {
  const verdict = { fails: severity === 'critical', setAside: rule === 'IGNORED' };
  return {
    fingerprint: `advisory/${rule}/${name}`,
    kind: 'advisory',
    rule,
    severity,
    ...verdict,
    detail: { rule },
  };
}

function region(functions: readonly FunctionRow[], listed = true) {
  return { account: ACCOUNT, region: REGION, listed, functions, gaps: [] };
}

async function runOf(sql: Sql, days: number): Promise<number> {
  // The one before has ended.
  await sql.query(`UPDATE run SET status = 'complete' WHERE status = 'running'`);
  return (await startRun(sql, `scope ${days}`, later(days))).id;
}

async function rulesIn(sql: Sql, run: number, state: 'new' | 'fixed' | 'open'): Promise<string[]> {
  return (await findingsIn(sql, run, { state, limit: 100 })).map(({ rule }) => rule);
}

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;
  /** Run whose advisory data is not to be trusted. */
  let soundlessRun = 0;
  beforeAll(async () => {
    if (kind === 'folder' || NO_POSTGRES === null) sql = await openSql(newStore());
  }, 60_000);
  afterAll(() => sql?.close());

  async function judge(run: number, findings: readonly FindingRow[], complete = true) {
    const reasons = complete ? [] : ['Its code was not read.'];
    await saveJudgement(sql, run, {
      arn: 'arn:a',
      hash: 'h',
      complete,
      reasons,
      permissions: [],
      acceptedGaps: [],
      gaps: [],
      findings,
      mayFix: run !== soundlessRun,
      lesserSources: [],
      expected: true,
      seenRun: run,
    });
  }

  test('code and layers are wanted until they are there, each once', async () => {
    const run = await runOf(sql, 0);
    await saveRegion(sql, run, region([fn('a', 'function:1'), fn('b', 'function:1')]));
    expect((await wantedCode(sql, run)).map(({ key }) => key)).toEqual(['function:1']);
    expect((await wantedLayers(sql, run)).map(({ key }) => key)).toEqual([LAYER]);
    const packages = [
      {
        ecosystem: 'npm',
        name: 'left\u0000pad',
        version: '1.0.0',
        state: 'exact' as const,
        presence: 'installed',
      },
    ];
    const artifact = {
      key: 'function:1',
      kind: 'function',
      size: 1,
      tool: '1',
      analysis: { a: 1 },
      packages,
    };
    await saveArtifact(sql, artifact, NOW);
    await saveArtifact(sql, artifact, NOW);
    await saveArtifact(sql, { ...artifact, key: 'layer:1', kind: 'layer' }, NOW);
    await saveLayer(sql, LAYER, 'layer:1');
    expect(await wantedCode(sql, run)).toEqual([]);
    expect(await wantedLayers(sql, run)).toEqual([]);
  });

  test('the functions that mount a package, by code and by layer', async () => {
    const name = 'left\ufffdpad';
    expect(await versionsOf(sql, 'npm', name)).toEqual(['1.0.0']);
    const holders = await holdersOf(sql, { ecosystem: 'npm', name, versions: ['1.0.0'] });
    expect(holders.map((holder) => [holder.name, holder.layer, holder.artifact])).toEqual([
      ['a', null, 'function:1'],
      ['a', LAYER, 'layer:1'],
      ['b', null, 'function:1'],
      ['b', LAYER, 'layer:1'],
    ]);
    expect(await holdersOf(sql, { ecosystem: 'npm', name, versions: ['2.0.0'] })).toEqual([]);
    // No run was finished.
    expect(await countUnread(sql, 'npm')).toEqual({
      run: null,
      isLookedFor: true,
      reachable: 0,
      unreachable: 0,
    });
  });

  test('findings are new once, fixed once, and new again when they come back', async () => {
    const first = await runOf(sql, 1);
    await saveRegion(sql, first, region([fn('a', 'function:1')]));
    await judge(first, [finding('OLD', 'a'), finding('STAYS', 'a', 'low')]);
    expect(await rulesIn(sql, first, 'new')).toEqual(['OLD', 'STAYS']);
    const second = await runOf(sql, 2);
    await saveRegion(sql, second, region([fn('a', 'function:1')]));
    await judge(second, [
      finding('STAYS', 'a', 'low'),
      finding('FRESH', 'a', 'critical'),
      finding('IGNORED', 'a'),
    ]);
    expect(await rulesIn(sql, second, 'new')).toEqual(['FRESH']);
    expect(await rulesIn(sql, second, 'fixed')).toEqual(['OLD']);
    expect([await isFailing(sql, second, true), await isFailing(sql, second, false)]).toEqual([true, true]);
    expect(await rulesIn(sql, second, 'open')).toEqual(['FRESH', 'STAYS']);
    const third = await runOf(sql, 3);
    await saveRegion(sql, third, region([fn('a', 'function:1')]));
    await judge(third, [finding('OLD', 'a'), finding('STAYS', 'a', 'low'), finding('FRESH', 'a')]);
    expect(await rulesIn(sql, third, 'new')).toEqual(['OLD']);
    expect(await isFailing(sql, third, false)).toBe(false);
    const open = await findingsIn(sql, third, { state: 'open', limit: 9 });
    const stays = open.find(({ rule }) => rule === 'STAYS');
    expect(stays).toMatchObject({ since: '2026-06-02T00:00:00Z', stale: false, function: 'arn:a' });
    expect(await countFindings(sql, third, 'open')).toEqual([
      { kind: 'advisory', severity: 'high', count: 2 },
      { kind: 'advisory', severity: 'low', count: 1 },
    ]);
  });

  test('a function that could not be read is not fixed, and has the reason', async () => {
    const run = await runOf(sql, 4);
    await saveRegion(sql, run, region([fn('a', 'function:1')]));
    await judge(run, [], false);
    expect(await rulesIn(sql, run, 'fixed')).toEqual([]);
    expect(await incompleteReasonsOf(sql, 5)).toEqual([
      { reason: 'Its code was not read.', functions: 1, example: 'arn:a' },
    ]);
  });

  test('with advisory data that is missing or old nothing is fixed', async () => {
    const run = await runOf(sql, 4.5);
    soundlessRun = run;
    await saveRegion(sql, run, region([fn('a', 'function:1')]));
    await judge(run, []);
    expect(await rulesIn(sql, run, 'fixed')).toEqual([]);
  });

  test('a region that could not be listed keeps its functions, as stale', async () => {
    const run = await runOf(sql, 5);
    const gap = {
      account: ACCOUNT,
      region: REGION,
      action: 'lambda:ListFunctions',
      resource: null,
      status: 'denied',
      reason: 'no',
      affectsCompleteness: true,
    };
    await saveRegion(sql, run, { ...region([], false), gaps: [gap] });
    expect(await countFunctions(sql, run)).toMatchObject({ functions: 1, stale: 1 });
    expect(await gapsOf(sql, run)).toEqual([{ ...gap, accepted: null }]);
    await keepFindings(sql, ['arn:a']);
    expect((await findingsIn(sql, run, { state: 'open', limit: 1 }))[0]).toMatchObject({ stale: true });
  });

  test('functions that are gone close their findings', async () => {
    const run = await runOf(sql, 6);
    await saveRegion(sql, run, region([fn('c', 'function:2')]));
    expect((await rulesIn(sql, run, 'fixed')).length).toBe(3);
    const chunks: string[] = [];
    for await (const rows of storedFunctions(sql)) chunks.push(...rows.map(({ name }) => name));
    expect(chunks).toEqual(['c']);
  });

  test('an interrupted run continues where it was; an old one or one of another scope does not', async () => {
    const { id } = await startRun(sql, 'all', later(7));
    await saveRegion(sql, id, region([fn('c', 'function:2')]));
    const again = await startRun(sql, 'all', later(7.1));
    expect(again).toMatchObject({ id, resumed: true, regionsDone: new Set([`${ACCOUNT} ${REGION}`]) });
    expect(await startRun(sql, 'some', later(7.2))).toMatchObject({ resumed: false });
    expect(await startRun(sql, 'some', later(8.5))).toMatchObject({ resumed: false });
  });

  test('pruning keeps deployed functions', async () => {
    const run = await runOf(sql, 20);
    await saveRegion(sql, run, region([fn('c', 'function:1')]));
    await finishRun(sql, run, { complete: true, totals: {}, now: later(20) });
    const gone = await pruneStore(sql, later(19));
    expect(gone).toMatchObject({ functions: 2, artifacts: 0 });
    expect(await wantedCode(sql, run)).toEqual([]);
    expect(await countFunctions(sql, run)).toMatchObject({ functions: 1, stale: 0 });
  });
});
