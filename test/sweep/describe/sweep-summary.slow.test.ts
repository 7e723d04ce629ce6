import { beforeAll, expect, test, vi } from 'vitest';
import {
  finishRun,
  openSql,
  saveGaps,
  saveJudgement,
  saveRegion,
  startRun,
} from '../../../src/store/index.js';
import { describeSummary, summaryMarkdown } from '../../../src/sweep/describe/describe-summary.js';
import { summaryPage } from '../../../src/sweep/describe/summary-page.js';
import { summariseSweeps } from '../../../src/sweep/describe/sweep-summary.js';
import { contentIn } from '../../support/content-in.js';
import { NO_POSTGRES } from '../../support/postgres-server.js';
import { useStores } from '../../support/stores.js';

vi.setConfig({ testTimeout: 120_000 });
const newStore = useStores('server');
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
let store = '';

function finding(rule: string) {
  return {
    fingerprint: `advisory/${rule}/x/orders`,
    kind: 'advisory',
    rule,
    severity: 'high',
    fails: true,
    setAside: false,
    detail: { title: '<script>', package: 'pkg:npm/lodash@4.17.11', score: 7.5, fixedIn: ['4.17.12'] },
  };
}

beforeAll(async () => {
  if (NO_POSTGRES !== null) return;
  store = newStore();
  const sql = await openSql(store);
  for (const [day, rules] of [['OLD'], ['OLD', 'FRESH']].entries()) {
    const now = new Date(Date.UTC(2026, 5, day + 1));
    const { id } = await startRun(sql, `${day}`, now);
    const code = { version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} };
    const functions = [{ arn: ARN, name: 'orders', facts: { owner: 'team|a' }, versions: [code] }];
    const place = { account: '123456789012', region: 'eu-west-1' };
    await saveRegion(sql, id, { ...place, listed: true, functions, gaps: [] });
    const findings = rules.map(finding);
    const read = {
      complete: true,
      reasons: [],
      permissions: [],
      acceptedGaps: [],
      gaps: [],
      mayFix: true,
      lesserSources: [],
      expected: true,
      seenRun: id,
    };
    await saveJudgement(sql, id, { arn: ARN, hash: '', findings, ...read });
    const gap = {
      ...place,
      action: 'x',
      resource: 'y',
      status: 'denied',
      reason: 'No <b>.',
      affectsCompleteness: true,
    };
    await saveGaps(sql, id, day === 1 ? [gap] : []);
    const open = [{ kind: 'advisory', severity: 'high', count: rules.length }];
    const totals = {
      functions: { functions: 2, stale: day, incomplete: 0, uncalledVersions: 3 * day },
      counts: { open },
    };
    await finishRun(sql, id, { complete: day === 0, totals, now });
  }
  await sql.close();
}, 60_000);

test('the last sweep, with new findings and the reason why it is incomplete', async () => {
  const summary = await summariseSweeps(store, 'owner');
  expect(summary).toMatchObject({ run: 2, since: 1, complete: false, groups: [{ name: 'team|a', high: 2 }] });
  expect(summary.trend).toMatchObject([
    { run: 1, functions: 2, covered: 2, open: { high: 1 } },
    { run: 2, functions: 2, covered: 1, open: { high: 2 } },
  ]);
  expect(describeSummary(summary)).toBe(
    `Sweep 2 of 2026-06-02 (INCOMPLETE), each function compared with the last sweep before it that saw the function
New:   1 high
Fixed: none
Open:  2 high
New:
  HIGH FRESH pkg:npm/lodash@4.17.11 in orders (123456789012 eu-west-1; no trigger seen)
Open by owner:
  team|a: 2 high in 1 function
Over 2 sweeps:
  open       ▅█ 1 → 2
  functions  ██ 2 → 2
  read whole █▅ 2 → 1
Not seen: 1 function kept as seen in an earlier run
Not seen: 123456789012 eu-west-1 y: No <b>.
Note: 3 published versions were not analysed: no known caller names them. Whoever may call every function may call them.
`,
  );
});

test('as Markdown and as a page nothing of it is markup', async () => {
  const summary = await summariseSweeps(store, 'owner');
  const markdown = summaryMarkdown(summary);
  expect(markdown).toContain('- Not seen: `123456789012 eu-west-1 y: No <b>.`');
  expect(markdown).toMatch(/^\| --- \| --- \| --- \|\n\| `team\\u\{7c\}a` \| 2 high \| 1 \|$/m);
  const note =
    '3 published versions were not analysed: no known caller names them. Whoever may call every function may call them.';
  expect(markdown).toContain(`- Note: \`${note}\``);
  const { title, over, incomplete, parts, lists } = contentIn(summaryPage(summary));
  expect([over, title]).toMatchInlineSnapshot(`
    [
      "Sweep 2 of 2026-06-02, compared with sweep 1 and those before it",
      "1 new of 2 open findings",
    ]
  `);
  expect(incomplete?.reasons).toContain('1 function kept as seen in an earlier run');
  expect(parts.find((part) => part.title === 'Notes')).toMatchObject({ lines: [note] });
  expect(parts.filter(({ kind }) => kind === 'trend')).toHaveLength(2);
  expect(lists.map(({ id, rows }) => `${id} ${rows.length}`)).toMatchInlineSnapshot(`
    [
      "new 1",
      "open 2",
      "fixed 0",
      "groups 1",
    ]
  `);
});

test('a store without a sweep is reported as such', async () => {
  await expect(summariseSweeps(newStore(), 'package')).rejects.toMatchObject({ code: 'nothing-to-scan' });
});
