import { it } from 'vitest';
import { manifestLines } from '../../src/action/manifest-lines.js';
import { expectLinear } from '../support/expect-linear.js';

it.each<[what: string, textOf: (size: number) => string]>([
  ['brackets and blanks', (size) => `${'["'.repeat(size)}\n${' '.repeat(size)}version`],
  ['beginnings of names', (size) => `${'"node_modules/'.repeat(size)}\n${'"@'.repeat(size)}`],
])('takes linear time for %s', (_, textOf) =>
  expectLinear(100_000, textOf, (text) => manifestLines('package-lock.json', text)),
);
