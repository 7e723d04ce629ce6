import { test } from 'vitest';
import { readPythonImports } from '../../../src/program/python/read-python-imports.js';
import { expectLinear } from '../../support/expect-linear.js';

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

test.each<[what: string, make: (count: number) => string]>([
  ['imports in one statement', (count) => `[${'__import__(p), '.repeat(count)} for p in ('a', 'b')]`],
  ['sums of names', (count) => `for p in ('a', 'b'):\n    __import__(${'p + '.repeat(count)}p)`],
  ['long lists', (count) => `for p in (${"'a', ".repeat(count)}):\n    __import__(p)`],
  ['many names', (count) => lines(count, (at) => `n${at} = 'a'\n__import__(n${at})`)],
  [
    'blocks inside of blocks',
    (count) => lines(count, (at) => `${' '.repeat(at % 300)}for p in ('a',): p = 1; __import__(p)`),
  ],
])('%s take time in proportion to their length', async (_, make) => {
  await expectLinear(2_000, make, readPythonImports);
});
