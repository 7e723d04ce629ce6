import { expect, it } from 'vitest';
import { matchesGlob } from '../../src/policy/glob.js';
import { expectLinear } from '../support/expect-linear.js';

it('takes time linear in the text for many stars', () =>
  expectLinear(
    20_000,
    (size) => 'a'.repeat(size),
    (text) => expect(matchesGlob(`${'*a'.repeat(50)}b`, text)).toBe(false),
  ));
