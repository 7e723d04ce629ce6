import { expect, test } from 'vitest';
import { daysSince, openIndexSources } from '../../../src/advisories/index/index-sources.js';
import { NOW, writeDatabase } from '../../support/advisory-database.js';
import { recordOf } from '../../support/osv-records.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

test.each([
  ['2026-05-31T00:00:00Z', 1],
  ['2026-05-31', 1],
  ['2026-06-02T00:00:00Z', -1],
  ['', Number.NaN],
])('days since %j', (asOf, days) => expect(daysSince(asOf, NOW)).toBe(days));

test('the first folder that has an ecosystem is used for it', () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  writeDatabase(first, [], { ecosystem: 'npm' });
  writeDatabase(second, [recordOf({ versions: ['1.0.0'] })], { ecosystem: 'npm' });
  writeDatabase(second, [], { ecosystem: 'Go' });
  const sources = openIndexSources({
    folders: [first, second],
    now: NOW,
    maxDataAgeDays: 7,
    acceptsOldStarter: true,
  });
  expect(sources.lookUp('npm', (index) => index.lookup('left'))).toEqual([]);
  expect(sources.lookUp('Go', (index) => index.lookup('left'))).toEqual([]);
  expect(sources.data.map(({ ecosystem, count }) => [ecosystem, count])).toEqual([
    ['npm', 0],
    ['Go', 0],
  ]);
  sources.close();
});
