import { expect, test } from 'vitest';
import { CodePlaces } from '../../src/analysis/code-places.js';

function placesIn(text: string): CodePlaces {
  return new CodePlaces({ sources: new Map([['a.js', text]]) });
}

test('a position has a line and a column', () => {
  expect(placesIn('a\nbc\nd').at('a.js', 3)).toEqual({ path: 'a.js', line: 2, column: 2 });
});

test.each<readonly [text: string, line: number, frame: ReturnType<CodePlaces['frame']>]>([
  ['a\nb\nc\nd\ne\nf', 4, { line: 2, lines: ['b', 'c', 'd', 'e', 'f'] }],
  ['a\nb', 1, { line: 1, lines: ['a', 'b'] }],
  ['a', 1, { line: 1, lines: ['a'] }],
  ['  a  \r\nb', 1, { line: 1, lines: ['  a', 'b'] }],
  [`a\n${'b'.repeat(300)}`, 1, undefined],
  ["const key = 'AbCdEf123456789';", 1, { line: 1, lines: ["const key = '…';"] }],
])('the lines around a line: %j', (text, line, frame) => {
  expect(placesIn(text).frame({ path: 'a.js', line })).toEqual(frame);
});
