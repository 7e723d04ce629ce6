import { test } from 'vitest';
import { importsOf } from '../../../src/extractors/pypi/python-imports.js';
import { expectLinear } from '../../support/expect-linear.js';

test.each([
  ['many imports on a line', (count: number) => `import ${'a, '.repeat(count)}b`],
  ['quotes that nobody closes', (count: number) => `'${"\\'".repeat(count)}`],
  [
    'blocks inside blocks',
    (count: number) => Array.from({ length: count }, (_, at) => `${' '.repeat(at % 500)}try:`).join('\n'),
  ],
  ['white space', (count: number) => `import${' '.repeat(count)}`],
])('%s take time in proportion to their length', async (_, make) => {
  await expectLinear(10_000, make, importsOf);
});
