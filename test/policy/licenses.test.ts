import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { judgeLicenses } from '../../src/policy/license-verdict.js';
import { isMet, parseLicense, presentId } from '../../src/policy/spdx-expression.js';

const RULES = { allow: null, deny: [], unknown: 'report' } as const;

describe('expressions', () => {
  test.each([
    ['MIT', true],
    ['(MIT)', true],
    ['MIT OR Apache-2.0', true],
    ['(MIT AND (ISC OR Apache-2.0))', true],
    ['GPL-2.0-only WITH Classpath-exception-2.0', true],
    ['mit or isc', true],
    ['', false],
    ['MIT OR', false],
    ['OR', false],
    ['(MIT', false],
    ['MIT)', false],
    ['MIT Apache-2.0', false],
    ['MIT WITH', false],
    ['SEE LICENSE IN LICENSE.md', false],
    [`${'('.repeat(50_000)}MIT`, false],
    [`${'('.repeat(30)}MIT${')'.repeat(30)}`, false],
  ])('%.60s is one: %s', (text, isOne) => {
    expect(parseLicense(text) !== null).toBe(isOne);
  });

  it('"and" binds closer than "or"', () => {
    const accepts = ({ id }: { id: string }): boolean => id === 'ISC';
    expect(isMet(parseLicense('MIT AND X OR ISC')!, accepts)).toBe(true);
    expect(isMet(parseLicense('ISC OR MIT AND X')!, accepts)).toBe(true);
    expect(isMet(parseLicense('(ISC OR MIT) AND X')!, accepts)).toBe(false);
  });

  it('no text breaks the reader', () => {
    const words = array(constantFrom('MIT', 'AND', 'OR', 'WITH', '(', ')', ' ', '+', 'x'));
    assert(
      property(words, (parts) => {
        expect(() => parseLicense(parts.join(' '))).not.toThrow();
      }),
    );
  });

  test.each([
    ['gpl-2.0', 'GPL-2.0-ONLY'],
    ['GPL-2.0+', 'GPL-2.0-OR-LATER'],
    ['LGPL-2.1', 'LGPL-2.1-ONLY'],
    ['GPL-2.0-only', 'GPL-2.0-ONLY'],
    ['Apache-2.0+', 'APACHE-2.0+'],
  ])('%s is now %s', (old, present) => {
    expect(presentId(old)).toBe(present);
  });
});

test.each([
  ['an allowed one', ['MIT'], { allow: ['MIT'] }, 'accepted'],
  ['whatever its case', ['mit'], { allow: ['MIT'] }, 'accepted'],
  ['another one', ['ISC'], { allow: ['MIT'] }, 'not-allowed'],
  ['a choice with an allowed one', ['(MIT OR GPL-3.0)'], { allow: ['MIT'] }, 'accepted'],
  ['both are asked for', ['MIT AND GPL-3.0'], { allow: ['MIT'] }, 'not-allowed'],
  ['a list is a choice', ['GPL-3.0', 'MIT'], { allow: ['MIT'] }, 'accepted'],
  ['a denied one', ['AGPL-3.0-only'], { deny: ['AGPL-*'] }, 'denied'],
  ['its old name', ['GPL-2.0'], { deny: ['GPL-2.0-only'] }, 'denied'],
  ['a later version is another one', ['GPL-2.0+'], { deny: ['GPL-2.0-only'] }, 'accepted'],
  ['a choice without it', ['AGPL-3.0-only OR MIT'], { deny: ['AGPL-*'] }, 'accepted'],
  ['denied although allowed', ['GPL-3.0-only'], { allow: ['GPL-*'], deny: ['GPL-3.0'] }, 'denied'],
  ['this version or later', ['Apache-2.0+'], { allow: ['Apache-2.0'] }, 'accepted'],
  ['with an exception', ['GPL-2.0 WITH Classpath-exception-2.0'], { deny: ['GPL-*'] }, 'denied'],
  [
    'the exception is what is allowed',
    ['GPL-2.0 WITH Classpath-exception-2.0'],
    { allow: ['GPL-2.0 WITH Classpath-exception-2.0'] },
    'accepted',
  ],
  ['not without it', ['GPL-2.0-only'], { allow: ['GPL-2.0 WITH Classpath-exception-2.0'] }, 'not-allowed'],
  ['words that are no expression', ['SEE LICENSE IN X'], { allow: ['MIT'] }, 'not-allowed'],
  ['the same words', ['Apache 2.0'], { allow: ['Apache 2.0'] }, 'accepted'],
  ['none', [], { allow: ['MIT'] }, 'unknown'],
  ['none, and that is fine', [], { unknown: 'accept' as const }, 'accepted'],
])('%s: %j by %j is %s', (...[, licenses, rules, verdict]) => {
  expect(judgeLicenses(licenses, { ...RULES, ...rules })).toBe(verdict);
});
