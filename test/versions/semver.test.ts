import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, nat, oneof, property, stringMatching, tuple } from 'fast-check';
import { compare as reference } from 'semver';
import { describe, expect, it, test } from 'vitest';
import { orderingOf } from '../../src/ecosystems/index.js';
import { semver } from '../../src/versions/semver.js';

const pairs = readFileSync(new URL('../../fixtures/versions/semver.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split(' ') as [string, '<' | '=', string]);

const number = oneof(nat(12), nat());
const identifier = oneof(
  nat(30).map(String),
  stringMatching(/^[0-9A-Za-z-]{0,6}[A-Za-z-][0-9A-Za-z-]{0,6}$/),
);
const version = tuple(
  number,
  number,
  number,
  array(identifier, { maxLength: 4 }),
  constantFrom('', '+b1'),
).map(
  ([major, minor, patch, pre, build]) =>
    `${major}.${minor}.${patch}${pre.length ? `-${pre.join('.')}` : ''}${build}`,
);

describe('semver ordering', () => {
  it('reads every line of the table', () => expect(pairs.length).toBeGreaterThan(30));

  it.each(pairs)('%s %s %s', (left, sign, right) => {
    const [forth, back] = [semver.compare(left, right), semver.compare(right, left)];
    expect([Math.sign(forth ?? NaN), Math.sign(back ?? NaN)]).toEqual(sign === '<' ? [-1, 1] : [0, 0]);
  });

  it.each([
    '',
    ' ',
    'latest',
    '*',
    '^1.2.3',
    '1.2.3.4',
    '1..2',
    '1.2.3-',
    '1.2.3-a..b',
    '1.2.3-01',
    '1.2.3beta',
    '-1.0.0',
    '1.x',
    'file:../a',
    'git+ssh://example.invalid/a',
    '99999999999999999999.0.0',
    '1e3.0.0',
    '__proto__',
    '1.2.3 - 2.0.0',
    '1.2.3\n4',
    '١.٢.٣',
    `1.0.0-${'a'.repeat(300)}`,
  ])('has no place for %j', (text) => {
    expect([semver.isValid(text), semver.compare(text, '1.0.0'), semver.compare('1.0.0', text)]).toEqual([
      false,
      null,
      null,
    ]);
  });

  it('has no place for a number of a million digits', () => {
    expect(semver.isValid('1'.repeat(1_000_000))).toBe(false);
  });

  it('agrees with the reference implementation on valid versions', () => {
    assert(
      property(version, version, (a, b) => {
        expect(semver.compare(a, b)).toBe(reference(a, b));
      }),
    );
  });

  it('is antisymmetric and transitive', () => {
    assert(
      property(array(version, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = three.sort((x, y) => semver.compare(x, y) ?? NaN) as [string, string, string];
        expect(Math.sign(semver.compare(a, b)!) + Math.sign(semver.compare(b, a)!)).toBe(0);
        expect(semver.compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('orderingOf', () => {
  it('knows npm', () => expect(orderingOf('npm')?.id).toBe('semver'));
  it.each(['', 'Fedora', '__proto__', 'constructor'])('has none for %j', (ecosystem) =>
    expect(orderingOf(ecosystem)).toBeNull(),
  );
});

test.each([
  ['>=1 <2', '1.5.0', true],
  ['>=1 <2', '2.0.0', false],
  ['^1.0.0', '1.1.0-rc.1', true],
  ['1.2', '1.2.9', true],
  ['>=1', 'next', null],
])('%s holds %s: %s', async (range, one, expected) => {
  expect((await semver.readRange(range))?.(one)).toBe(expected);
});

test.each(['1.2.3', 'v1.2.3', 'not a range', '>>1'])('%s is no range', async (text) => {
  expect(await semver.readRange(text)).toBeNull();
});
