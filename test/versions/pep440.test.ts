import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderingOf } from '../../src/ecosystems/index.js';
import { pep440 } from '../../src/versions/pep440.js';

const pairs = readFileSync(new URL('../../fixtures/versions/pep440.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split(' ') as [string, '<' | '=', string]);

const version = tuple(
  constantFrom('', '', '1!'),
  array(nat(3), { minLength: 1, maxLength: 3 }),
  constantFrom('', 'a1', 'b2', 'rc1', '-rc.2'),
  constantFrom('', '.post1', '-2'),
  constantFrom('', '.dev3'),
  constantFrom('', '+a.1', '+2'),
).map(([epoch, release, ...rest]) => `${epoch}${release.join('.')}${rest.join('')}`);

describe("the order of Python's versions", () => {
  it('reads every line of the table', () => expect(pairs.length).toBeGreaterThan(35));

  it('is the one of PyPI', () => expect(orderingOf('PyPI')?.id).toBe('pep440'));

  it.each(pairs)('%s %s %s', (left, sign, right) => {
    const [forth, back] = [pep440.compare(left, right), pep440.compare(right, left)];
    expect([Math.sign(forth ?? NaN), Math.sign(back ?? NaN)]).toEqual(sign === '<' ? [-1, 1] : [0, 0]);
  });

  it.each([
    '',
    '2004d',
    'latest',
    '1.0.',
    '1..0',
    '1.0-',
    '1.0+',
    '1.0+a..b',
    '1.0rc1a2',
    '1.0.dev1.post2',
    '-1',
    '1.0 .1',
    '١.٢',
    '__proto__',
    '>=1.0',
    `1.${'0'.repeat(300)}`,
  ])('has no place for %j', (text) => {
    expect([pep440.isValid(text), pep440.compare(text, '1.0')]).toEqual([false, null]);
  });

  it.each([
    ['1.0rc1', true],
    ['1.0.dev1', true],
    ['1.0.post1.dev2', true],
    ['1.0.post1', false],
    ['1.0+rc1', false],
    ['1.0-1', false],
    ['no version', false],
  ])('%s comes before a release: %s', (text, expected) => expect(pep440.isPrerelease(text)).toBe(expected));

  it('is antisymmetric and transitive', () => {
    assert(
      property(array(version, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = three.sort((x, y) => pep440.compare(x, y) ?? NaN) as [string, string, string];
        expect(Math.sign(pep440.compare(a, b)!) + Math.sign(pep440.compare(b, a)!)).toBe(0);
        expect(pep440.compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
