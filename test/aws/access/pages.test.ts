import { expect, test } from 'vitest';
import { allPages } from '../../../src/aws/access/pages.js';

function pagesOf(...pages: readonly (readonly [items: readonly number[], next: string | undefined])[]) {
  const left = [...pages];
  const asked: (string | undefined)[] = [];
  const all = allPages('a:List', (marker) => {
    asked.push(marker);
    const [items = [], next] = left.shift() ?? [];
    return Promise.resolve({ items, next });
  });
  return { all, asked };
}

test('an empty page in the middle is not the end', async () => {
  const { all, asked } = pagesOf([[1], 'a'], [[], 'b'], [[2, 3], undefined]);
  expect(await all).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, 'a', 'b']);
});

test('a marker that comes back ends in a refusal, not in a loop', async () => {
  const { all } = pagesOf([[1], 'a'], [[2], 'b'], [[3], 'a']);
  await expect(all).rejects.toMatchObject({ kind: 'failed', code: 'RepeatedMarker' });
});
