import { beforeEach, expect, test, vi } from 'vitest';
import type { AdvisoryStore } from '../../../src/advisories/index.js';
import type { Finding } from '../../../src/model/index.js';
import { loadArtifact, openSql, saveArtifact, type Sql } from '../../../src/store/index.js';
import { matchAgain } from '../../../src/sweep/judge/match-again.js';
import { storeOf } from '../../support/advisory-database.js';
import { packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';
import { useStores } from '../../support/stores.js';

vi.setConfig({ testTimeout: 60_000 });
const newStore = useStores('server');
const KEY = 'function:1';
let sql: Sql;

beforeEach(async () => {
  sql = await openSql(newStore());
  const pkg = packageOf('left', '1.0.0');
  const row = { key: KEY, kind: 'function', size: 1, tool: '1' };
  const packages = [
    { ecosystem: 'npm', name: 'left', version: '1.0.0', state: 'exact', presence: 'installed' } as const,
  ];
  const analysis = { inventory: { packages: [pkg] }, findings: [] };
  await saveArtifact(sql, { ...row, analysis, packages }, new Date());
  return () => sql.close();
});

/** The advisory data about one CVE of a package. */
function knowing(epss: number, kev: boolean): AdvisoryStore {
  const record = recordOf({ aliases: ['CVE-2026-1'], events: [{ introduced: '0' }] });
  return { ...storeOf(record), epss: () => epss, kev: () => kev };
}

async function again(epss: number, kev = false, epssGate: number | null = null): Promise<number> {
  return matchAgain(sql, { store: knowing(epss, kev), epssGate }, () => undefined);
}

async function stored(): Promise<Finding | undefined> {
  const artifact = await loadArtifact(sql, KEY);
  return (artifact?.matches as Finding[] | undefined)?.[0];
}

test('new exploitation data reach stored findings; a small change of probability does not', async () => {
  expect(await again(0.01)).toBe(1);
  expect(await stored()).toMatchObject({ epss: 0.01, kev: false });
  expect(await again(0.011)).toBe(0);
  expect(await again(0.03)).toBe(1);
  expect(await stored()).toMatchObject({ epss: 0.03 });
  expect(await again(0.03, true)).toBe(1);
  expect(await stored()).toMatchObject({ kev: true });
  expect(await again(0.03, true)).toBe(0);
  // No score at all has no logarithm.
  expect(await again(0, true)).toBe(1);
  expect(await again(0, true)).toBe(0);
});

test('a probability that reaches the threshold of the gate counts, however little it grew', async () => {
  await again(0.098, false, 0.1);
  expect(await again(0.099, false, 0.1)).toBe(0);
  expect(await again(0.1, false, 0.1)).toBe(1);
});
