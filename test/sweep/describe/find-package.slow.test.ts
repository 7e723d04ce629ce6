import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openSql } from '../../../src/store/open-sql.js';
import { finishRun, startRun, pruneStore } from '../../../src/store/runs.js';
import { saveArtifact, saveLayer, type PackageRow } from '../../../src/store/artifact-rows.js';
import { saveGaps, saveRegion } from '../../../src/store/survey-rows.js';
import type { FunctionRow } from '../../../src/store/region-rows.js';
import { describeWhere } from '../../../src/sweep/describe/describe-where.js';
import { wherePage } from '../../../src/sweep/describe/where-page.js';
import { contentIn } from '../../support/content-in.js';
import { findPackage, type Holder } from '../../../src/sweep/describe/find-package.js';
import { NO_POSTGRES } from '../../support/postgres-server.js';
import { STORES, useStores } from '../../support/stores.js';

vi.setConfig({ testTimeout: 60_000 });
const LAYER = 'arn:aws:lambda:eu-west-1:111111111111:layer:shared:1';

function day(number: number): Date {
  return new Date(`2026-06-0${number}T00:00:00Z`);
}

function fn(name: string, codes: readonly string[], layers: readonly string[] = []): FunctionRow {
  const versions = codes.map((code, index) => ({
    version: index === 0 ? '$LATEST' : String(index),
    reachable: index < 2,
    code: `function:${code}`,
    layers,
    facts: {},
  }));
  const facts = { triggers: [], aliases: [{ name: 'live', versions: ['1'] }] };
  return { arn: `arn:${name}`, name, facts, versions };
}

function held(version: string, more: Partial<PackageRow> = {}): PackageRow {
  return { ecosystem: 'npm', name: 'lodash', version, state: 'exact', presence: 'installed', ...more };
}

const ARTIFACTS: Readonly<Record<string, readonly PackageRow[]>> = {
  'function:old': [held('4.17.11'), held('4.17.11', { presence: 'declared' })],
  'function:fixed': [held('4.18.1')],
  'function:set': ['4.17.11', '4.17.12'].map((one) => held(one, { state: 'set', presence: 'bundled' })),
  'function:unknown': [held('', { state: 'unknown', presence: 'declared' })],
  'function:other': [
    held('1.0.0', { name: 'left-pad' }),
    held('2.2.3', { ecosystem: 'RubyGems', name: 'rack' }),
    held('2.11.2', { ecosystem: 'PyPI', name: 'Jinja2' }),
    held('2.25.0', { ecosystem: 'PyPI', name: 'requests' }),
    held('0.3.0', { name: 'requests' }),
  ],
  'layer:shared': [held('4.17.11')],
};

/** An account that cannot be entered. */
const UNSEEN = {
  account: '999999999999',
  region: null,
  action: 'sts:AssumeRole',
  resource: null,
  status: 'denied',
  reason: 'sts:AssumeRole is not allowed (AccessDenied).',
  affectsCompleteness: true,
};

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let store = '';
  const ask = async (text: string) => findPackage(store, text);
  const named = (holders: readonly Holder[]) =>
    holders.map(({ name, version, certainty }) => `${name} ${version} ${certainty}`);

  beforeAll(async () => {
    if (kind === 'server' && NO_POSTGRES !== null) return;
    store = newStore();
    const sql = await openSql(store);
    const sweep = async (at: Date, functions: readonly FunctionRow[], listed = true) => {
      const { id } = await startRun(sql, String(at.getTime()), at);
      const place = { account: '111111111111', region: 'eu-west-1' };
      await saveRegion(sql, id, { ...place, listed, functions, gaps: [] });
      await saveGaps(sql, id, [UNSEEN]);
      await finishRun(sql, id, { complete: listed, totals: {}, now: at });
    };
    for (const [key, packages] of Object.entries(ARTIFACTS)) {
      await saveArtifact(sql, { key, kind: 'function', size: 1, tool: '1', analysis: {}, packages }, day(1));
    }
    await saveLayer(sql, LAYER, 'layer:shared');
    await sweep(day(1), [
      fn('mended', ['old', 'other', 'never-read']),
      fn('layered', ['other'], [LAYER]),
      fn('gone', ['old']),
    ]);
    await sweep(day(2), [
      fn('mended', ['fixed', 'other', 'never-read']),
      fn('layered', ['other'], [LAYER]),
      fn('bundle', ['set']),
      fn('manifest', ['unknown']),
      fn('published', ['fixed', 'old', 'old']),
    ]);
    await sql.close();
  }, 60_000);

  test.each([
    ['rack', null, 'RubyGems', ['layered $LATEST certain', 'mended 1 certain']],
    ['rack@<2', null, 'RubyGems', []],
    ['rack', 'npm', 'npm', []],
    ['jinja2', null, 'PyPI', ['layered $LATEST certain', 'mended 1 certain']],
    ['pkg:pypi/jinja2@2.11.2', null, 'PyPI', ['layered $LATEST certain', 'mended 1 certain']],
    ['LEFT_pad', null, 'npm', []],
    ['requests', 'PyPI', 'PyPI', ['layered $LATEST certain', 'mended 1 certain']],
    ['nowhere', null, 'npm', []],
  ])(
    '%s of %s is looked for in %s, in each spelling that is the same name',
    async (...[text, given, of, holders]) => {
      const { ecosystem, now } = await findPackage(store, text, given);
      expect([ecosystem, named(now)]).toEqual([of, holders]);
    },
  );

  test('a name of several ecosystems is refused: an answer about one would hide the other', async () => {
    await expect(ask('requests')).rejects.toThrow('requests is a package of PyPI and of npm');
  });

  test('functions that hold a version now, and functions that held it, with dates', async () => {
    const { now, before, run } = await ask('lodash@4.17.11');
    expect(run).toBe(2);
    expect(named(now)).toEqual([
      'bundle $LATEST possible',
      'layered $LATEST certain',
      'manifest $LATEST possible',
      'published 1 certain',
      'published 2 certain',
    ]);
    expect(now.map(({ aliases, reachable }) => [aliases, reachable]).slice(3)).toEqual([
      [['live'], true],
      [[], false],
    ]);
    expect(now[1]).toMatchObject({ layer: LAYER, since: '2026-06-01T00:00:00Z', until: null, stale: false });
    expect(before).toMatchObject([
      { name: 'gone', presence: 'installed', versions: ['4.17.11'], since: '2026-06-01T00:00:00Z' },
      { name: 'mended', until: '2026-06-02T00:00:00Z' },
    ]);
  });

  test('a set is certain where the query covers all of it; any version where the query names none', async () => {
    expect(named((await ask('lodash@>=4.17.11 <4.18')).now)).toContain('bundle $LATEST certain');
    expect(named((await ask('lodash')).now)).toContain('bundle $LATEST certain');
    expect(named((await ask('lodash@5')).now)).toEqual(['manifest $LATEST possible']);
  });

  test('unread functions are reported, and that nothing was found', async () => {
    const answer = await ask('right-pad');
    expect(answer).toMatchObject({ now: [], before: [], unread: { reachable: 0, unreachable: 1 } });
    expect(describeWhere(answer)).toBe(
      'right-pad (npm): no function that was looked at holds it, and none did.\nNot analysed by the last sweep, so the package may be there: 999999999999: sts:AssumeRole is not allowed (AccessDenied).\n1 published version that no known caller names was never analysed.\n',
    );
    expect(describeWhere(await ask('pkg:golang/example.com/x'))).toContain(
      'No sweep has found a package of Go',
    );
    expect(describeWhere(await ask('pkg:golang/example.com/x'))).toContain(
      'no function that was looked at holds it',
    );
  });

  test('the answer as text and as a page', async () => {
    const answer = await ask('lodash@4.17.11');
    expect(describeWhere(answer).split('\n')).toEqual(
      expect.arrayContaining([
        'lodash 4.17.11 (npm): 4 functions hold it now; 2 functions held it before.',
        '  bundle (111111111111 eu-west-1; no trigger seen) $LATEST: possibly 4.17.11, bundled, in its code, since 2026-06-02',
        '  published (111111111111 eu-west-1; no trigger seen) 2, which no known caller names: 4.17.11, installed, in its code, since 2026-06-02',
        `  layered (111111111111 eu-west-1; no trigger seen) $LATEST: 4.17.11, installed, in ${LAYER}, since 2026-06-01`,
        '  mended (111111111111 eu-west-1; no trigger seen) $LATEST: 4.17.11, installed, in its code, since 2026-06-01, gone by 2026-06-02',
      ]),
    );
    const { title, lists } = contentIn(wherePage(answer));
    expect(title).toBe('lodash 4.17.11 (npm): 4 functions hold it now; 2 functions held it before.');
    expect(lists.map((list) => [list.id, list.rows.length])).toEqual([
      ['now', answer.now.length],
      ['before', answer.before.length],
    ]);
    expect(lists[0]?.rows).toContainEqual([
      'published',
      '4.17.11, installed',
      '111111111111',
      'eu-west-1',
      '2, which no known caller names',
      'no trigger seen',
      'its code',
      '2026-06-02',
      '',
      '',
    ]);
  });

  test('functions that the last sweep did not see are shown as stale; pruning forgets what is long gone', async () => {
    const sql = await openSql(store);
    const { id } = await startRun(sql, 'denied', day(3));
    const place = { account: '111111111111', region: 'eu-west-1' };
    await saveRegion(sql, id, { ...place, listed: false, functions: [], gaps: [] });
    await finishRun(sql, id, { complete: false, totals: {}, now: day(3) });
    await sql.close();
    const stale = await ask('lodash@4.17.11');
    expect(stale.now.every((holder) => holder.stale)).toBe(true);
    expect(describeWhere(stale)).toContain('not seen by the last sweep, last on 2026-06-02');
    const again = await openSql(store);
    expect(await pruneStore(again, day(4))).toMatchObject({ holdings: 1, functions: 1 });
    await again.close();
    expect((await ask('lodash@4.17.11')).before).toEqual([]);
  });

  test('a store without a sweep', async () => {
    await expect(findPackage(newStore(), 'lodash')).rejects.toMatchObject({ code: 'nothing-to-scan' });
  });
});
