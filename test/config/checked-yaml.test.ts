import { expect, test } from 'vitest';
import { z } from 'zod';
import { readCheckedYaml } from '../../src/config/checked-yaml.js';

const WANTED = {
  name: 'file.yaml',
  what: 'file of wishes',
  schema: z.strictObject({ wishes: z.array(z.string().min(3, 'is too short')) }),
  hint: 'Wish for something else.',
  advice: new Map([['peace', 'cannot be wished for']]),
};

test('valid entries have their lines', () => {
  const { data, lineOf } = readCheckedYaml('# mine\nwishes:\n  - one\n  - two\n', WANTED);
  expect(data.wishes).toEqual(['one', 'two']);
  expect(lineOf(['wishes', 1])).toBe(4);
});

test.each([
  ['wishes:\n  - no\n', 'file.yaml:2: wishes[0] is too short.'],
  ['wishes: []\npeace: 1\n', 'file.yaml:2: peace cannot be wished for.'],
  ['wishes: []\nother: 1\n', 'file.yaml:2: other is not a known key.'],
  ['wishes: [\n', 'file.yaml:2: '],
])('%j is reported with its line', (text, message) => {
  expect(() => readCheckedYaml(text, WANTED)).toThrow(message);
  expect(() => readCheckedYaml(text, WANTED)).toThrow('The file of wishes cannot be used.');
});
