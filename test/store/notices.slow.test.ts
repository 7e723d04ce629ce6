import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countUnsure, findingsIn } from '../../src/store/answers.js';
import { saveJudgement, storedFunctions } from '../../src/store/judgement-rows.js';
import {
  noteSending,
  noticeCounts,
  noticeFindings,
  reviseNotices,
  unsentNotices,
  writeNotice,
} from '../../src/store/notices.js';
import { openSql } from '../../src/store/open-sql.js';
import { startRun } from '../../src/store/runs.js';
import { forgetSources, knownSources, saveSources } from '../../src/store/source-rows.js';
import type { Sql } from '../../src/store/sql.js';
import { saveRegion } from '../../src/store/survey-rows.js';
import { NO_POSTGRES } from '../support/postgres-server.js';
import { STORES, useStores } from '../support/stores.js';

const NOW = new Date('2026-06-01T00:00:00Z');
const FUNCTION = {
  arn: 'arn:a',
  name: 'a',
  facts: {},
  versions: [{ version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} }],
};

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;
  beforeAll(async () => {
    if (kind === 'folder' || NO_POSTGRES === null) sql = await openSql(newStore());
  }, 60_000);
  afterAll(() => sql?.close());

  async function judge(
    run: number,
    rules: readonly string[],
    { lesserSources = [] as readonly string[], expected = true } = {},
  ) {
    const more = { kind: 'advisory', severity: 'high', fails: true, setAside: false, detail: {} };
    const findings = rules.map((rule) => ({
      fingerprint: `advisory/${rule}/${rule === 'NPM' ? 'npm' : 'x'}%3Ax/a`,
      rule,
      ...more,
    }));
    const read = {
      complete: true,
      reasons: [],
      permissions: [],
      acceptedGaps: [],
      gaps: [],
      mayFix: true,
      lesserSources,
      expected,
      seenRun: run,
    };
    await saveJudgement(sql, run, { arn: 'arn:a', hash: 'h', findings, ...read });
  }

  test('with a source that knows less nothing of its ecosystem is fixed, until it knows as much again', async () => {
    const { id: run } = await startRun(sql, 'sources', NOW);
    await saveRegion(sql, run, { account: '1', region: 'r', listed: true, functions: [FUNCTION], gaps: [] });
    await judge(run, ['NPM', 'OTHER']);
    await judge(run, [], { lesserSources: ['npm'] });
    const rulesOf = async (state: 'fixed' | 'open') =>
      (await findingsIn(sql, run, { state, limit: 9 })).map(({ rule, stale }) => [rule, stale]);
    expect(await rulesOf('fixed')).toEqual([['OTHER', false]]);
    expect(await rulesOf('open')).toEqual([['NPM', true]]);
    expect(await countUnsure(sql, 'source')).toBe(1);
    const asked = [];
    for await (const rows of storedFunctions(sql)) asked.push(...rows);
    // Asked again, whatever it was judged by.
    expect(asked.map(({ judgedHash }) => judgedHash)).toEqual([null]);
    await judge(run, []);
    expect((await rulesOf('fixed')).map(([rule]) => rule)).toEqual(['NPM', 'OTHER']);
    expect(await countUnsure(sql, 'source')).toBe(0);
  });

  test('when an expectation is removed, its findings are not fixed', async () => {
    const { id: run } = await startRun(sql, 'expected', NOW);
    await saveRegion(sql, run, { account: '1', region: 'r', listed: true, functions: [FUNCTION], gaps: [] });
    await judge(run, ['expected-code']);
    await judge(run, [], { expected: false });
    expect(await countUnsure(sql, 'expected')).toBe(1);
    await judge(run, []);
    expect(await countUnsure(sql, 'expected')).toBe(0);
  });

  test('the best sources are remembered', async () => {
    const old = { ecosystem: 'npm', starter: true, asOf: '2026-01-01' };
    await saveSources(sql, [old]);
    await saveSources(sql, [{ ...old, starter: false }]);
    expect(await knownSources(sql)).toEqual([{ ...old, starter: false }]);
    expect(await forgetSources(sql)).toBe(1);
    expect(await knownSources(sql)).toEqual([]);
  });

  test('a notice is stored once, and withdrawn where it is no longer true', async () => {
    const { id: run } = await startRun(sql, '', NOW);
    await saveRegion(sql, run, { account: '1', region: 'r', listed: true, functions: [FUNCTION], gaps: [] });
    await judge(run, ['OLD', 'FRESH', 'STAYS']);
    await writeNotice(sql, { id: 'n1', sink: 's', run }, { now: NOW });
    await writeNotice(sql, { id: 'n2', sink: 's', run }, { now: NOW });
    expect((await unsentNotices(sql, 's')).map(({ id }) => id)).toEqual(['n1']);
    await judge(run, ['OLD', 'STAYS']);
    await reviseNotices(sql, 's', run);
    const findings = await noticeFindings(sql, 'n1', { limit: 9, offset: 0 });
    expect(findings.map(({ rule, state }) => `${state} ${rule}`)).toEqual(['new OLD', 'new STAYS']);
    expect(await noticeCounts(sql, 'n1')).toEqual([
      { state: 'new', kind: 'advisory', severity: 'high', count: 2 },
    ]);
    await noteSending(sql, 'n1', { problem: null, now: NOW });
    expect(await unsentNotices(sql, 's')).toEqual([]);
  });
});
