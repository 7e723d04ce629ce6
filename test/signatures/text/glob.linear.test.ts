import { expect, it } from 'vitest';
import { fitsGlob } from '../../../src/signatures/text/glob.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes time linear in the name for a pattern of many stars', () =>
  expectLinear(
    40_000,
    (size) => 'a'.repeat(size),
    (name) => expect(fitsGlob(name, [`${'*a'.repeat(50)}b`])).toBe(false),
  ));
