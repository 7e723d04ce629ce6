import { expect, test } from 'vitest';
import { foundIn, injectionPairs } from '../../support/injection-pairs.js';

test.each(injectionPairs('breadth.txt'))('$name', async (handler) => {
  expect(await foundIn(handler)).toBe(handler.rule ?? '');
});
