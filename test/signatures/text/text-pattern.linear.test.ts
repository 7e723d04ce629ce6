import { expect, it } from 'vitest';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes time linear in the text, however often a match begins', async () => {
  const pattern = textPattern(String.raw`a[^;]{1,300};`);
  await expectLinear(
    60_000,
    (size) => 'a'.repeat(size),
    (text) => expect(pattern.isIn(text)).toBe(false),
  );
});

it('takes time linear in the text, however many matches it has', async () => {
  // "one" and "two" stand nowhere: a search for them reads up to the end.
  const pattern = textPattern(String.raw`a(?:one|two)|b\w`);
  await expectLinear(
    30_000,
    (size) => 'a bc'.repeat(size / 4),
    (text) => expect([...pattern.matches(text)]).toHaveLength(text.length / 4),
  );
});
