import { expect, test } from 'vitest';
import { endsOf, formatPlaces } from '../../src/program/format-places.js';

test('places are told by their numbers or names, with the text before them', () => {
  const { places, whole } = formatPlaces('{{a}} {} {name!r} {0.b:>10} {c[d]:d}', '{');
  expect(whole).toBe('{a} \0 \0 \0 \0');
  expect(places).toMatchObject([
    { key: '0', before: '{a} ', member: null, isQuoted: false, isNumber: false },
    { key: 'name', before: '{a} \0 ', isQuoted: true },
    { key: '0', member: 'b' },
    { key: 'c', member: 'd', isNumber: true },
  ]);
});

test('places of old formats', () => {
  const { places, whole } = formatPlaces('100%% %s %(name)r %5.2f', '%');
  expect(whole).toBe('100% \0 \0 \0');
  expect(places).toMatchObject([
    { key: '0', isQuoted: false, isNumber: false },
    { key: 'name', isQuoted: true },
    { key: '2', isNumber: true },
  ]);
});

test('a long text before a place is cut in its middle', () => {
  expect(endsOf('short')).toBe('short');
  expect(endsOf(`https://a/${'x'.repeat(1000)}Subject: `)).toMatch(/^https:\/\/a\/x+\0x+Subject: $/);
});

test('of a format with many places one stands for those beyond the limit', () => {
  expect(formatPlaces('%s '.repeat(100_000), '%').places).toHaveLength(51);
  expect(formatPlaces('{'.repeat(100_000), '{').places).toHaveLength(0);
});
