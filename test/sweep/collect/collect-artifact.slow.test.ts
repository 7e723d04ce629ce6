import { beforeAll, expect, test, vi } from 'vitest';
import type { AccountAccess } from '../../../src/aws/index.js';
import { knownArtifacts, loadArtifact, openSql, packageNames, type Sql } from '../../../src/store/index.js';
import type { Analyst } from '../../../src/sweep/collect/analyse-code.js';
import { collectArtifact } from '../../../src/sweep/collect/collect-artifact.js';
import { packageOf } from '../../support/model-builders.js';
import { useStores } from '../../support/stores.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

vi.mock(import('../../../src/aws/index.js'), async (original) => ({
  ...(await original()),
  fetchCode: (_, { wanted }) =>
    Promise.resolve({
      sha256: wanted.kind === 'layer' ? '' : (wanted.version as unknown as { code: string }).code,
      hostPath: '/nowhere/fn.zip',
      bytes: 9,
    }),
}));

const newStore = useStores('folder');
let sql: Sql;

beforeAll(async () => {
  sql = await openSql(newStore());
  return () => sql.close();
});

const PLACE = {
  account: '111111111111',
  region: 'eu-west-1',
  function: 'arn:fn',
  again: false,
};

function collect(code: string, analyse: Analyst['analyse']) {
  const wanted = { ...PLACE, key: `function:${code}`, facts: { packageType: 'zip', code } };
  return collectArtifact(wanted, {
    sql,
    analyst: { version: '1', analyse, close: () => Promise.resolve() },
    folder: temporaryFolder(),
    accessTo: () => Promise.resolve({} as AccountAccess),
    signal: new AbortController().signal,
  });
}

const installed = packageOf('left-pad', '1.0.0');
const copies = ['event-stream', 'orders'].map((name) =>
  packageOf(name, '3.3.6', { presence: 'vendored', locations: [{ path: `vendor/${name}` }] }),
);

function analysisWith(inventory: object): Analyst['analyse'] {
  const analysis = { inventory: { packages: [installed], copies, ...inventory }, findings: [] };
  return () => Promise.resolve({ analysis, size: 9 } as unknown as Awaited<ReturnType<Analyst['analyse']>>);
}

test('a possible copy of a package is found by its name, also without an advisory about it yet', async () => {
  expect(await collect('a', analysisWith({}))).toEqual({ outcome: 'stored', bytes: 9, gap: null });
  const names = (await packageNames(sql)).map(({ name }) => name).sort();
  expect(names).toEqual(['event-stream', 'left-pad', 'orders']);
  expect((await loadArtifact(sql, 'function:a'))?.analysis).toMatchObject({ inventory: { copies } });
});

test('code that is present is not fetched again', async () => {
  await collect('b', analysisWith({}));
  const again = await collect('b', () => Promise.reject(new Error('analysed twice')));
  expect(again).toEqual({ outcome: 'known', bytes: 0, gap: null });
});

test('an analysis that was lost is a gap, and nothing is stored', async () => {
  const { outcome, gap } = await collect('c', () => Promise.resolve({ lost: 'out of memory' }));
  expect(outcome).toBe('gap');
  expect(gap).toMatchObject({
    affectsCompleteness: true,
    reason: expect.stringContaining('out of memory') as string,
  });
  expect((await knownArtifacts(sql, ['function:c'], null)).size).toBe(0);
});
