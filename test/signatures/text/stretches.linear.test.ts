import { expect, it } from 'vitest';
import { stretchesOf } from '../../../src/signatures/text/stretches.js';
import { expectLinear } from '../../support/expect-linear.js';

it.each<[what: string, textOf: (size: number) => string]>([
  ['blanks', (size) => `${'a'.repeat(500)}${' '.repeat(size)}`],
  ['matches', (size) => 'a'.repeat(size)],
])('takes time linear in the %s', (_, textOf) =>
  expectLinear(200_000, textOf, (text) => expect([...stretchesOf(text, /a/gu, 1_000)]).toHaveLength(1)),
);
