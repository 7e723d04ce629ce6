import { expect, it } from 'vitest';
import { keywordHits, startsIn } from '../../../src/signatures/text/keyword-hits.js';

it('gives hits in order, and forgets them', () => {
  const hits = keywordHits();
  for (let at = 0; at < 2_000; at += 1) hits.add(at % 3, at);
  const { states, kept } = hits.take();
  expect([...states]).toEqual([0, 1, 2]);
  expect(kept?.length).toBe(4_000);
  expect([...(kept?.subarray(2, 6) ?? [])]).toEqual([1, 1, 2, 2]);
  expect(hits.take()).toEqual({ states: new Set(), kept: new Uint32Array() });
});

it('gives only the states of too many hits, and all of the next file', () => {
  const hits = keywordHits();
  for (let at = 0; at < 300_000; at += 1) hits.add(1, at);
  expect(hits.take()).toEqual({ states: new Set([1]), kept: null });
  hits.add(1, 5);
  expect(hits.take().kept).toEqual(Uint32Array.of(1, 5));
});

it('counts back to the first byte of each keyword that ends at a state', () => {
  const ends = new Map([
    [7, ['né', 'é']],
    [9, ['é']],
  ]);
  const starts = startsIn(Uint32Array.of(7, 4, 9, 8), ends);
  expect([...starts]).toEqual([
    ['né', [2]],
    ['é', [3, 7]],
  ]);
});
