import { expect, it } from 'vitest';
import { keywordFinder } from '../../../src/signatures/text/keyword-finder.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes linear time for a text that almost matches everywhere', async () => {
  const finder = keywordFinder(['a'.repeat(50) + 'b', 'aab', 'ab'.repeat(30)]);
  await expectLinear(
    200_000,
    (size) => Buffer.from('a'.repeat(size)),
    (bytes) => expect(finder(bytes).size).toBe(0),
  );
});
