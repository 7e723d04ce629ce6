import { expect, test } from 'vitest';
import { expectLinear } from './expect-linear.js';

const letters = (size: number): string => 'a'.repeat(size);

test('linear work passes', async () => {
  await expectLinear(400_000, letters, (text) => text.replaceAll('a', 'b'));
});

test('quadratic work fails', async () => {
  const everyPair = (text: string): number => {
    let pairs = 0;
    for (const one of text) for (const other of text) pairs += Number(one === other);
    return pairs;
  };
  await expect(expectLinear(12_000, letters, everyPair)).rejects.toThrow(
    /16 times the input takes \d+ times/,
  );
});

test('a pattern that backtracks fails', async () => {
  await expect(expectLinear(32_000, letters, (text) => /a*b/.test(text))).rejects.toThrow('times the work');
});
