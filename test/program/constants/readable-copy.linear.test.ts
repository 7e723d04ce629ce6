import { it } from 'vitest';
import { readableCopy } from '../../../src/program/index.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes no longer than the text for sums that are not known', async () => {
  const sum = (count: number): string => `require('fs');f(${"'a' + b + ".repeat(count)}'c');`;
  await expectLinear(800, sum, (code) => readableCopy(code));
});

it('takes no longer than the text for calls inside each other', async () => {
  const calls = (count: number): string =>
    `require('fs');${"f(['a', 'b'].join(''), ".repeat(count)}c${')'.repeat(count)};`;
  await expectLinear(480, calls, (code) => readableCopy(code));
});
