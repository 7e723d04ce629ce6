import { test } from 'vitest';
import { readPurl } from '../../src/ecosystems/index.js';
import { expectLinear } from '../support/expect-linear.js';

const longPurl = (count: number): string => `pkg:npm/${'%40a/@'.repeat(count)}`;

test('a long package URL takes time in proportion to its length', async () => {
  await expectLinear(50_000, longPurl, readPurl);
});
