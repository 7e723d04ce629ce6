import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptedGap } from '../../src/model/index.js';
import {
  acceptedGapsOf,
  countFindings,
  countFunctions,
  findingsIn,
  isFailing,
  type FindingState,
} from '../../src/store/answers.js';
import { saveJudgement } from '../../src/store/judgement-rows.js';
import { openSql } from '../../src/store/open-sql.js';
import { finishRun, startRun } from '../../src/store/runs.js';
import type { Sql } from '../../src/store/sql.js';
import { gapsOf, saveAcceptance, saveGaps, saveRegion } from '../../src/store/survey-rows.js';
import { NO_POSTGRES } from '../support/postgres-server.js';
import { STORES, useStores } from '../support/stores.js';

/** The result of a sweep for a function: its findings and its gaps. */
interface Seen {
  readonly found: readonly string[];
  readonly gaps?: readonly string[];
  /** Its gaps are accepted; else they make it incomplete. */
  readonly accepted?: boolean;
}

interface Night {
  /** Functions whose region could be listed; each has a region of its own. */
  readonly seen: Readonly<Record<string, Seen>>;
  /** Findings that stored functions have by current advisories, though the sweep did not see these functions. */
  readonly stored?: Readonly<Record<string, Seen>>;
  /** It was killed before it ended. */
  readonly killed?: boolean;
  /** New, fixed and open findings. */
  readonly told: Readonly<Record<FindingState, readonly string[]>>;
}

const nothing = { new: [], fixed: [], open: [] };

const NIGHTS: readonly (readonly [string, readonly Night[]])[] = [
  [
    'a function that was not seen for a night has nothing new when it is seen again',
    [
      {
        seen: { a: { found: ['A'] }, b: { found: ['B'] } },
        told: { ...nothing, new: ['A', 'B'], open: ['A', 'B'] },
      },
      { seen: { a: { found: ['A'] } }, told: { ...nothing, open: ['A', 'B'] } },
      {
        seen: { a: { found: ['A'] }, b: { found: ['B', 'C'] } },
        told: { ...nothing, new: ['C'], open: ['A', 'B', 'C'] },
      },
    ],
  ],
  [
    'a function that is incomplete every night makes nothing new',
    [
      { seen: { a: { found: ['A'], gaps: ['python'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: { a: { found: ['A'], gaps: ['python'] } }, told: { ...nothing, open: ['A'] } },
      {
        seen: { a: { found: ['A', 'B'], gaps: ['python'] } },
        told: { ...nothing, new: ['B'], open: ['A', 'B'] },
      },
    ],
  ],
  [
    'behind a gap that is accepted nothing is fixed that it may hide, and nothing new when the gap is gone',
    [
      { seen: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: { a: { found: [], gaps: ['layer'], accepted: true } }, told: { ...nothing, open: ['A'] } },
      { seen: { a: { found: [], gaps: ['layer'], accepted: true } }, told: { ...nothing, open: ['A'] } },
      { seen: { a: { found: ['A'] } }, told: { ...nothing, open: ['A'] } },
      { seen: { a: { found: [] } }, told: { ...nothing, fixed: ['A'] } },
    ],
  ],
  [
    'beside a gap that was there and is accepted, what is not found any more is fixed',
    [
      { seen: { a: { found: ['A'], gaps: ['python'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: { a: { found: [], gaps: ['python'], accepted: true } }, told: { ...nothing, fixed: ['A'] } },
    ],
  ],
  [
    'what a killed run found is new in the one that ends',
    [
      { seen: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      {
        seen: { a: { found: ['A', 'B'] } },
        killed: true,
        told: { ...nothing, new: ['B'], open: ['A', 'B'] },
      },
      { seen: { a: { found: ['A', 'B'] } }, told: { ...nothing, new: ['B'], open: ['A', 'B'] } },
      { seen: { a: { found: ['A', 'B'] } }, told: { ...nothing, open: ['A', 'B'] } },
    ],
  ],
  [
    'a new advisory about a function that was not seen is new that night, not every night, and when it is seen again',
    [
      { seen: { a: { found: [] } }, told: nothing },
      { seen: {}, stored: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: {}, stored: { a: { found: ['A'] } }, told: { ...nothing, open: ['A'] } },
      { seen: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: { a: { found: ['A'] } }, told: { ...nothing, open: ['A'] } },
    ],
  ],
  [
    'what comes back is new',
    [
      { seen: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
      { seen: { a: { found: [] } }, told: { ...nothing, fixed: ['A'] } },
      { seen: { a: { found: ['A'] } }, told: { ...nothing, new: ['A'], open: ['A'] } },
    ],
  ],
];

const SUPPRESSION = { reason: 'Ours.', owner: 'ann', expires: '2027-01-01', source: 'c.yaml' };

function acceptedGap(message: string): AcceptedGap {
  return { code: 'unsupported', artifact: null, path: '', message, suppression: SUPPRESSION };
}

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;
  beforeAll(async () => {
    if (kind === 'folder' || NO_POSTGRES === null) sql = await openSql(newStore());
  }, 60_000);
  afterAll(() => sql?.close());

  async function judge(run: number, name: string, { found, gaps = [], accepted = false }: Seen) {
    await saveJudgement(sql, run, {
      arn: `arn:${name}`,
      hash: '',
      complete: gaps.length === 0 || accepted,
      reasons: accepted ? [] : gaps,
      permissions: [],
      acceptedGaps: accepted ? gaps.map(acceptedGap) : [],
      gaps,
      findings: found.map((rule) => ({
        fingerprint: `advisory/${rule}/x/${name}`,
        kind: 'advisory',
        rule,
        severity: 'high',
        fails: true,
        setAside: false,
        detail: {},
      })),
      mayFix: true,
      lesserSources: [],
      expected: true,
      seenRun: run,
    });
  }

  async function spend({ seen, stored = {}, killed = false }: Night, scope: string): Promise<number> {
    const at = new Date();
    const { id } = await startRun(sql, scope, at);
    const versions = [{ version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} }];
    for (const [name, own] of Object.entries(seen)) {
      const functions = [{ arn: `arn:${name}`, name, facts: {}, versions }];
      await saveRegion(sql, id, { account: '1', region: `r-${name}`, listed: true, functions, gaps: [] });
      await judge(id, name, own);
    }
    for (const [name, own] of Object.entries(stored)) await judge(id, name, own);
    if (!killed) await finishRun(sql, id, { complete: true, totals: {}, now: at });
    return id;
  }

  test.skipIf(kind === 'server' && NO_POSTGRES !== null).each(NIGHTS)('%s', async (title, nights) => {
    await sql.query('DELETE FROM function');
    for (const [at, night] of nights.entries()) {
      const run = await spend(night, `${title} ${at}`);
      const told: Record<string, readonly string[]> = {};
      for (const state of ['new', 'fixed', 'open'] as const) {
        told[state] = (await findingsIn(sql, run, { state, limit: 9 })).map(({ rule }) => rule);
        const counted = (await countFindings(sql, run, state)).reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(told[state].length);
      }
      expect({ night: at + 1, ...told }).toEqual({ night: at + 1, ...night.told });
      expect(await isFailing(sql, run, true)).toBe(night.told.new.length > 0);
    }
  });

  test.skipIf(kind === 'server' && NO_POSTGRES !== null)(
    'functions in a region whose gap is accepted are not missed, and accepted gaps are added up',
    async () => {
      await sql.query('DELETE FROM function');
      await spend(
        { seen: { a: { found: [] }, b: { found: [], gaps: ['x'], accepted: true } }, told: nothing },
        'one',
      );
      const run = await spend(
        { seen: { b: { found: [], gaps: ['x'], accepted: true } }, told: nothing },
        'two',
      );
      const gap = {
        account: '1',
        region: 'r-a',
        action: 'lambda:ListFunctions',
        resource: null,
        status: 'denied',
        reason: 'No.',
        affectsCompleteness: true,
      };
      await saveGaps(sql, run, [gap]);
      expect(await countFunctions(sql, run)).toEqual({ functions: 2, stale: 1, incomplete: 0, accepting: 1 });
      await saveAcceptance(sql, run, [{ ...gap, accepted: SUPPRESSION }]);
      expect(await countFunctions(sql, run)).toMatchObject({ stale: 0 });
      expect(await gapsOf(sql, run)).toEqual([{ ...gap, accepted: SUPPRESSION }]);
      await saveAcceptance(sql, run, [{ ...gap, accepted: null }]);
      expect(await gapsOf(sql, run)).toEqual([{ ...gap, accepted: null }]);
      expect(await acceptedGapsOf(sql, 9)).toEqual([
        { gap: acceptedGap('x'), functions: 1, example: 'arn:b' },
      ]);
    },
  );
});
