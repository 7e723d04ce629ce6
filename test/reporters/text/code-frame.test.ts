import { expect, test } from 'vitest';
import { frameRows } from '../../../src/reporters/text/code-frame.js';

const SEEN = {
  path: 'index.js',
  line: 10,
  detail: 'run(a)',
  frame: { line: 9, lines: ['const a = e.a;', '  run(a);'] },
};
const textOf = (seen: Parameters<typeof frameRows>[0], width = 80): string[] =>
  frameRows(seen, width).map((row) => row.map(({ text }) => text).join(''));

test('the lines around a step, its own one marked', () => {
  expect(textOf(SEEN)).toEqual(['   9 | const a = e.a;', '> 10 |   run(a);']);
});

test('a step without a frame has none', () => {
  expect(textOf({ path: 'index.js', line: 10, detail: 'run(a)' })).toEqual([]);
});

test('lines end at the width', () => {
  expect(textOf(SEEN, 12)).toEqual(['   9 | const', '> 10 |   run']);
});

test('code that moves the cursor does not', () => {
  const frame = { line: 10, lines: ['a\u001b[2Jb'] };
  expect(textOf({ ...SEEN, frame }).join('')).not.toContain('\u001b');
});
