import { expect, test } from 'vitest';
import { dataTables, parseScript } from '../../src/syntax/index.js';
import { expectLinear } from '../support/expect-linear.js';

test('takes linear time for many lists around a long one', async () => {
  const nestedLists = (size: number) => {
    const depth = Math.floor(size / 500);
    const program = parseScript(`x=${'['.repeat(depth)}${'{},'.repeat(size)}f()${']'.repeat(depth)}`);
    if (!program) throw new Error('the sample does not parse');
    return program;
  };
  // Text that is examined more than once has a limit, which the smaller input meets too.
  await expectLinear(400_000, nestedLists, (program) => expect(dataTables(program)).toEqual([]));
});
