import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, nat, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderingOf } from '../../src/ecosystems/index.js';
import { maven } from '../../src/versions/maven.js';

const pairs = readFileSync(new URL('../../fixtures/versions/maven.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split(' ') as [string, '<' | '=', string]);

const separator = constantFrom('.', '-', '');
const part = oneof(
  nat(20).map(String),
  constantFrom(
    '0',
    '00',
    'alpha',
    'a',
    'b',
    'm',
    'rc',
    'cr',
    'snapshot',
    'ga',
    'final',
    'sp',
    'x',
    'jre',
    'pre',
  ),
);
const version = tuple(nat(12), array(tuple(separator, part), { maxLength: 6 })).map(
  ([first, rest]) => `${first}${rest.flat().join('')}`,
);

describe("the order of Maven's versions", () => {
  it('reads every line of the table', () => expect(pairs.length).toBeGreaterThan(40));

  it('is the one of Maven', () => expect(orderingOf('Maven')?.id).toBe('maven'));

  it.each(pairs)('%s %s %s', (left, sign, right) => {
    const [forth, back] = [maven.compare(left, right), maven.compare(right, left)];
    expect([Math.sign(forth ?? NaN), Math.sign(back ?? NaN)]).toEqual(sign === '<' ? [-1, 1] : [0, 0]);
  });

  it.each([
    '',
    ' ',
    'LATEST',
    'release',
    '${project.version}',
    '[1.0]',
    '1.0 1',
    '-1',
    '.1',
    '١.٢',
    '__proto__',
    '1\n',
    `1.${'0.'.repeat(300)}`,
  ])('has no place for %j', (text) => {
    expect([maven.isValid(text), maven.compare(text, '1.0')]).toEqual([false, null]);
  });

  it.each([
    ['1.0-rc1', true],
    ['1.0-M2', true],
    ['2.0-SNAPSHOT', true],
    ['5.0.0.BUILD-SNAPSHOT', true],
    ['9.4.0.pre1', true],
    ['1.0-a', false],
    ['1.0-jre', false],
    ['1.0.Final', false],
    ['1.0-sp1', false],
    ['no version', false],
  ])('%s comes before a release: %s', (text, expected) => expect(maven.isPrerelease(text)).toBe(expected));

  it.each([
    ['31.1-jre', 'jre'],
    ['32.0.0-android', 'android'],
    ['12.4.2.jre11', 'jre11'],
    ['2.14.0', ''],
    ['4.1.100.Final', ''],
  ])('%s is a build for %j', (text, platform) => expect(maven.platformOf(text)).toBe(platform));

  it('reads ranges', async () => {
    const range = await maven.readRange('[1.0,2.0)');
    expect([range?.('1.0'), range?.('2.0'), range?.('?')]).toEqual([true, false, null]);
  });

  it('compares the deepest versions that it reads', () => {
    const deep = '1' + '-a1'.repeat(80);
    expect(maven.compare(deep, deep + '-1')).toBeLessThan(0);
  });

  it('is antisymmetric', () => {
    assert(
      property(version, version, (a, b) => {
        expect(Math.sign(maven.compare(a, b)!) + Math.sign(maven.compare(b, a)!)).toBe(0);
      }),
    );
  });
});
