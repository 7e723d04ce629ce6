import { expect, test } from 'vitest';
import { beat, countBeats } from '../../src/files/index.js';

test('signs of progress are counted where somebody watches, and only as long', () => {
  const shared = new SharedArrayBuffer(4);
  beat();
  countBeats(shared);
  beat();
  beat();
  countBeats(null);
  beat();
  expect([...new Int32Array(shared)]).toEqual([2]);
});
