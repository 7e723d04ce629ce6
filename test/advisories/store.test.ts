import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openIndex } from '../../src/advisories/index/advisory-index.js';
import { EPSS_FILE, KEV_FILE } from '../../src/advisories/index/exploit-data.js';
import { writeFeedState } from '../../src/advisories/index/feed-state.js';
import { openAdvisories, STARTER_FOLDER, type AdvisoryStore } from '../../src/advisories/index.js';
import { writeBucketFile } from '../../src/advisories/index/write-bucket-file.js';
import { NOW, writeDatabase } from '../support/advisory-database.js';
import { recordOf } from '../support/osv-records.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const RECORD = recordOf({ versions: ['1.0.0'] });

function asked(dir: string | null, starterDir = temporaryFolder()): AdvisoryStore {
  const store = openAdvisories({ dir, starterDir, now: NOW });
  store.lookup('npm', 'left');
  return store;
}

describe('the database', () => {
  it('answers, and names its source', () => {
    const dir = temporaryFolder();
    writeDatabase(dir, [RECORD]);
    const store = asked(dir);
    expect(store.lookup('npm', 'left')).toHaveLength(1);
    expect(store.problems).toEqual([]);
    expect(store.data).toEqual([
      {
        ecosystem: 'npm',
        source: 'https://osv.example.invalid/',
        asOf: '2026-05-31T00:00:00Z',
        count: 1,
        starter: false,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    store.close();
  });

  it('is not opened before its first query', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'npm.advisories'), 'damaged');
    const store = openAdvisories({ dir, starterDir: dir, now: NOW });
    expect([store.data, store.problems]).toEqual([[], []]);
  });

  it.each([
    ['2026-05-25T00:00:00Z', 7, []],
    ['2026-05-24T23:59:59Z', 7, ['stale']],
    ['2026-05-24T23:59:59Z', 30, []],
    ['whenever', 7, ['stale']],
  ])('of %s is stale or not after %d days', (asOf, maxDataAgeDays, codes) => {
    const dir = temporaryFolder();
    writeDatabase(dir, [RECORD], { asOf });
    const store = openAdvisories({ dir, starterDir: dir, now: NOW, maxDataAgeDays });
    store.lookup('npm', 'left');
    expect(store.problems.map(({ code, affectsCompleteness }) => affectsCompleteness && code)).toEqual(codes);
    store.close();
  });

  it('is as fresh as its last check, not as the state of another index', () => {
    const dir = temporaryFolder();
    const path = writeDatabase(dir, [RECORD], { asOf: '2026-01-01T00:00:00Z' });
    const state = { checkedAt: '2026-05-31T12:00:00Z', etag: null, lastModified: null };
    writeFeedState(path, { ...state, asOf: '2026-01-01T00:00:00Z' });
    expect(asked(dir).data[0]?.asOf).toBe('2026-05-31T12:00:00Z');
    writeFeedState(path, { ...state, asOf: '2025-01-01T00:00:00Z' });
    expect(asked(dir).data[0]?.asOf).toBe('2026-01-01T00:00:00Z');
  });

  it('with unreadable records makes the answer incomplete', () => {
    const dir = temporaryFolder();
    writeDatabase(dir, [RECORD], { unreadable: 3 });
    expect(asked(dir).problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  });

  it('that is damaged gives way to the starter, and is reported', () => {
    const [dir, starter] = [temporaryFolder(), temporaryFolder()];
    truncateSync(writeDatabase(dir, [RECORD]), 100);
    writeDatabase(starter, [RECORD], { source: 'starter' });
    const store = asked(dir, starter);
    expect(store.data).toMatchObject([{ starter: true, count: 1 }]);
    expect(store.problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  });

  it('without a file for an ecosystem makes the answer incomplete', () => {
    const store = openAdvisories({ dir: null, starterDir: temporaryFolder(), now: NOW });
    expect(store.lookup('Hex', 'left')).toEqual([]);
    expect(store.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
    store.lookup('Hex', 'right');
    expect(store.problems).toHaveLength(1);
  });

  it('without a file for packages that only a list names is told', () => {
    const store = openAdvisories({ dir: null, starterDir: temporaryFolder(), now: NOW });
    store.lookup('Hex', 'left', true);
    expect(store.problems).toMatchObject([{ code: 'missing', affectsCompleteness: false }]);
    store.lookup('Hex', 'left');
    expect(store.problems).toMatchObject([{ affectsCompleteness: false }, { affectsCompleteness: true }]);
  });
});

describe('the starter', () => {
  it('is old without making the answer incomplete', () => {
    const starter = temporaryFolder();
    writeDatabase(starter, [RECORD], { source: 'starter', asOf: '2020-01-01T00:00:00Z' });
    expect(asked(null, starter).problems).toEqual([]);
  });

  it('that the package ships is intact and holds no sentences', () => {
    const path = join(STARTER_FOLDER, 'npm.advisories');
    const index = openIndex(path);
    expect(index.verify()).toBe(true);
    index.close();
    expect(readFileSync(path, 'utf8').slice(1024)).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i);
  });

  it('that the package ships knows real advisories', () => {
    const store = openAdvisories({ dir: null, now: NOW });
    expect(store.lookup('npm', 'lodash').length).toBeGreaterThan(5);
    expect(store.data[0]).toMatchObject({ starter: true, source: 'starter' });
    expect(store.data[0]?.count).toBeGreaterThan(6000);
    expect(store.withId('CVE-2021-23337').map(({ id }) => id)).toContain('GHSA-35jh-r3h4-6jhm');
    store.close();
  });

  it('warns for most records that ranges may be missing', () => {
    const store = openAdvisories({ dir: null, now: NOW });
    const complete = ['GHSA-35jh-r3h4-6jhm', 'GHSA-232v-j27c-5pp6'].map(
      (id) => store.withId(id)[0]?.rangesComplete,
    );
    expect(complete).toEqual([true, false]);
    store.close();
  });
});

describe('exploit data', () => {
  it('is unknown without its files', () => {
    const store = openAdvisories({ dir: temporaryFolder(), starterDir: temporaryFolder(), now: NOW });
    expect([store.epss('CVE-2021-1'), store.kev('CVE-2021-1')]).toEqual([null, null]);
  });

  it('is known from them', () => {
    const dir = temporaryFolder();
    const about = { source: 'x', asOf: '', count: 1 };
    writeBucketFile(join(dir, EPSS_FILE), {
      about: { ...about, kind: 'epss' },
      values: new Map([['CVE-2021-1', ['0.5']]]),
    });
    writeBucketFile(join(dir, KEV_FILE), {
      about: { ...about, kind: 'kev' },
      values: new Map([['CVE-2021-1', ['"2021-01-01"']]]),
    });
    const store = openAdvisories({ dir, now: NOW });
    const known = ['CVE-2021-1', 'CVE-2021-2'].map((cve) => [store.epss(cve), store.kev(cve)]);
    expect(known).toEqual([
      [0.5, true],
      [null, false],
    ]);
    store.close();
  });

  it('that is damaged is unknown, not an error', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, KEV_FILE), 'damaged');
    expect(openAdvisories({ dir, now: NOW }).kev('CVE-2021-1')).toBeNull();
  });
});
