import { expect, test } from 'vitest';
import { sparkline, trendPicture } from '../../../src/sweep/describe/trend-picture.js';

test('bars go from nothing to the highest, the latest last', () => {
  expect(sparkline([0, 1, 2, 4])).toBe('▁▃▅█');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([])).toBe('');
  expect(sparkline(Array<number>(100).fill(7))).toHaveLength(40);
});

test('a picture has its numbers as text too, and no name acts as markup', () => {
  const series = [{ name: '<b>', colour: 'high', values: [4, 0] }];
  const picture = trendPicture('Open', series, ['then', 'now']);
  expect(picture).toContain('aria-label="Open, at last: &lt;b&gt; 0"');
  expect(picture).toContain('points="50.0,12.0 790.0,196.0"');
  expect(picture).not.toContain('<b>');
});

test('a single run, and none', () => {
  expect(trendPicture('x', [{ name: 'a', colour: 'low', values: [3] }], ['', ''])).toContain('50.0,12.0');
  expect(trendPicture('x', [{ name: 'a', colour: 'low', values: [] }], ['', ''])).toContain('a: 0');
});
