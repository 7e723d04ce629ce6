import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveArtifact, saveLayer } from '../../src/store/artifact-rows.js';
import { saveJudgement } from '../../src/store/judgement-rows.js';
import { openSql } from '../../src/store/open-sql.js';
import { endedRuns, findingGroups, type Grouping } from '../../src/store/run-answers.js';
import { finishRun, startRun } from '../../src/store/runs.js';
import type { Sql } from '../../src/store/sql.js';
import { saveRegion } from '../../src/store/survey-rows.js';
import { NO_POSTGRES } from '../support/postgres-server.js';
import { STORES, useStores } from '../support/stores.js';

const LAYER = 'arn:aws:lambda:r:1:layer:shared:1';
/** The same bytes, published by another account. */
const OTHER = 'arn:aws:lambda:r:2:layer:shared:4';
const DETAILS: Readonly<Record<string, object>> = {
  A: { package: 'pkg:npm/a@1', artifact: 'function:1' },
  B: { package: 'pkg:npm/b@1', artifact: 'layer:1' },
  C: { package: null, artifact: null },
};

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;

  async function sweep(day: number, found: Readonly<Record<string, readonly string[]>>, complete = true) {
    const at = new Date(Date.UTC(2026, 5, day));
    const { id } = await startRun(sql, `${day}`, at);
    const code = { version: '$LATEST', reachable: true, code: 'function:1', facts: {} };
    const functions = Object.keys(found).map((name) => ({
      arn: `arn:${name}`,
      name,
      facts: name === 'x' ? { owner: 'team-a' } : { owner: null },
      versions: [{ ...code, layers: [name === 'x' ? LAYER : OTHER] }],
    }));
    await saveRegion(sql, id, { account: '1', region: 'r', listed: true, functions, gaps: [] });
    for (const [name, rules] of Object.entries(found)) {
      await saveJudgement(sql, id, {
        arn: `arn:${name}`,
        hash: '',
        complete: true,
        reasons: [],
        permissions: [],
        acceptedGaps: [],
        gaps: [],
        findings: rules.map((rule) => ({
          fingerprint: `advisory/${rule}/x/${name}`,
          kind: 'advisory',
          rule,
          severity: rule === 'A' ? 'critical' : 'low',
          fails: true,
          setAside: false,
          detail: DETAILS[rule] ?? {},
        })),
        mayFix: true,
        lesserSources: [],
        expected: true,
        seenRun: id,
      });
    }
    await finishRun(sql, id, { complete, totals: { day }, now: at });
  }

  beforeAll(async () => {
    if (kind === 'server' && NO_POSTGRES !== null) return;
    sql = await openSql(newStore());
    const artifact = { kind: 'layer', size: 1, tool: '', analysis: {}, packages: [] };
    await saveArtifact(sql, { key: 'layer:1', ...artifact }, new Date(0));
    await saveLayer(sql, LAYER, 'layer:1');
    await saveLayer(sql, OTHER, 'layer:1');
    await sweep(1, { x: ['A'], y: ['A', 'GONE'] });
    await sweep(2, { x: ['A', 'B'], y: ['A'] }, false);
    await sweep(3, { x: ['A', 'B'], y: ['A', 'B', 'C'] }, false);
  }, 60_000);
  afterAll(() => sql?.close());

  test('runs that ended, the latest last', async () => {
    expect(await endedRuns(sql, 2)).toEqual([
      { id: 2, startedAt: '2026-06-02T00:00:00Z', complete: false, totals: { day: 2 } },
      { id: 3, startedAt: '2026-06-03T00:00:00Z', complete: false, totals: { day: 3 } },
    ]);
  });

  test.each<[Grouping, [string, number, number][]]>([
    [
      'function',
      [
        ['arn:x', 2, 1],
        ['arn:y', 3, 1],
      ],
    ],
    [
      'package',
      [
        ['pkg:npm/a@1', 2, 2],
        ['no package', 1, 1],
        ['pkg:npm/b@1', 2, 2],
      ],
    ],
    [
      'layer',
      [
        ['no layer', 3, 2],
        [LAYER, 1, 1],
        [OTHER, 1, 1],
      ],
    ],
    ['account', [['1', 5, 2]]],
    [
      'owner',
      [
        ['no owner', 3, 1],
        ['team-a', 2, 1],
      ],
    ],
  ])('findings by %s', async (by, expected) => {
    const groups = await findingGroups(sql, 3, { by, limit: 9 });
    const told = groups.map(({ name, findings, functions }) => [name, findings, functions]);
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
  });
});
