import { expect, test } from 'vitest';
import { EntryFollower, whyCut, type EntryRun } from '../../src/analysis/follow-entries.js';
import { withLimit } from '../support/lowered-limit.js';

const FILES: ReadonlyMap<string, Pick<EntryRun, 'exports' | 'files'>> = new Map([
  ['index.js', { exports: ['a', 'b'], files: ['index.js', 'lib.js'] }],
  ['app.js', { exports: ['a'], files: ['app.js', 'index.js'] }],
  ['lib.js', { exports: ['c'], files: ['lib.js'] }],
]);

/** Follows these files in turn. `runs`: what was followed, as `path:handler`. */
async function followed(paths: readonly string[]) {
  const runs: string[] = [];
  const follower = new EntryFollower<EntryRun>({
    follow: (path, handler) => {
      runs.push(`${path}:${handler ?? '*'}`);
      return { exports: [], files: [], ...FILES.get(path), steps: 10 };
    },
    hasMore: ({ exports }) => exports.length > 1,
    isLikely: (path) => path === 'index.js',
  });
  const entries = [];
  for (const path of paths) entries.push(await follower.follow(path));
  return { runs, entries, follower };
}

test('each export is followed on its own where that can tell more', async () => {
  const { runs, entries } = await followed(['index.js', 'app.js']);
  expect(runs).toEqual(['index.js:*', 'index.js:a', 'index.js:b', 'app.js:*']);
  expect(entries.map((entry) => entry?.handlers.map(([name]) => name))).toEqual([['a', 'b'], []]);
});

test('a file that an entry loads is no entry, unless its name is a usual one', async () => {
  const { entries, follower } = await followed(['app.js', 'index.js', 'lib.js']);
  expect(entries.map((entry) => entry?.path)).toEqual(['app.js', 'index.js', undefined]);
  expect(follower.cut).toBeNull();
});

test.each([
  ['followed-handlers', 2, 'it has more than 2 handlers'],
  ['followed-steps', 15, 'following it takes more than 15 steps'],
] as const)('beyond the limit, entries are not followed, which is told: %s', (name, most, why) =>
  withLimit(name, most, async () => {
    const { runs, follower } = await followed(['index.js', 'app.js']);
    expect(runs).toEqual(['index.js:*', 'index.js:a']);
    expect(follower.cut).toBe(name);
    expect(whyCut(name)).toBe(why);
  }),
);
