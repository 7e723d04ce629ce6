import { expect, test } from 'vitest';
import { eachNameOnce } from '../../src/model/index.js';

test('files that need a package count before files that only try it, in any order', () => {
  const asked = [
    { name: 'b', by: 'attempt' },
    { name: 'a', by: 'package' },
    { name: 'a', by: 'application' },
    { name: 'a', by: 'attempt' },
  ] as const;
  const expected = [
    { name: 'a', by: 'application' },
    { name: 'b', by: 'attempt' },
  ];
  expect(eachNameOnce(asked)).toEqual(expected);
  expect(eachNameOnce([...asked].reverse())).toEqual(expected);
});
