import { expect, it } from 'vitest';
import { digestOf, maskOf } from '../../../src/signatures/secrets/value-digest.js';

const STRONG = 'q8Zk2vLm4xTz9wRb7Yc1Nd5Fg';

it('the same value has the same digits on every machine', () => {
  expect(digestOf(STRONG)).toBe(digestOf(STRONG));
  // A baseline that is stored somewhere has these digits: they must never change.
  expect(digestOf('a value that never changes, 1')).toMatchInlineSnapshot(`"7d45dbf2d07d7326"`);
});

it('a password that can be guessed has too few digits to check a guess', () => {
  expect(digestOf(STRONG)).toHaveLength(16);
  expect(digestOf('hunter22')).toHaveLength(4);
});

it('a mask shows the first characters that all values have, and the length', () => {
  expect(maskOf(`ghp_${STRONG}`, 4)).toBe('ghp_… (29 characters)');
  expect(maskOf(STRONG, 0)).not.toContain('q8');
});
