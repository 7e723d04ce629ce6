import { expect, test } from 'vitest';
import { readLetterStanzas, readStanzas } from '../../../src/extractors/system/stanzas.js';

test('fields, entries, and lines that go on', () => {
  const found = [...readStanzas('A: 1\nb:2\n more: 3\n\tand: 4\n\n\nA: 5\nA: 6\nno field\n: x\n')];
  expect(found.map((fields) => [...fields])).toEqual([
    [
      ['a', '1'],
      ['b', '2'],
    ],
    [['a', '5']],
  ]);
});

test('a value is cut where no field is longer', () => {
  const [found] = readStanzas(`A: ${'x'.repeat(100_000)}\n`);
  expect(found?.get('a')?.length).toBeLessThan(5000);
});

test('letters matter in both cases, and repeat', () => {
  const found = [...readLetterStanzas('P:a\np:b\nR:1\nR:2\nno field\n\nP:c')];
  expect(found).toEqual([
    [
      ['P', 'a'],
      ['p', 'b'],
      ['R', '1'],
      ['R', '2'],
    ],
    [['P', 'c']],
  ]);
});

test.each(['', '\n', '\n\n\n'])('%j has no entries', (text) => {
  expect([[...readStanzas(text)], [...readLetterStanzas(text)]]).toEqual([[], []]);
});
