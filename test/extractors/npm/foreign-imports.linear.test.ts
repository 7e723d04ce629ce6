import { expect, it } from 'vitest';
import { foreignSpecifiers } from '../../../src/extractors/npm/foreign-imports.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes time linear in the text', () =>
  expectLinear(
    40_000,
    (size) => Buffer.from(`"https://x"${'import {a,'.repeat(size)}`),
    (bytes) => expect(foreignSpecifiers(bytes)).toEqual([]),
  ));
