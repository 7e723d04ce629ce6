import { test } from 'vitest';
import { readRecord } from '../../../src/ecosystems/pypi/record.js';
import { expectLinear } from '../../support/expect-linear.js';

const place = { site: 'lib', hasFile: (): boolean => false };

test('quotes that nobody closes take time in proportion to their number', async () => {
  await expectLinear(
    20_000,
    (count) => `"${'"'.repeat(count)}\n${'../'.repeat(count)}x,,`,
    (text) => readRecord(text, place),
  );
});
