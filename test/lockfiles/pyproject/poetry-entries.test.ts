import { expect, it } from 'vitest';
import { poetryEntries } from '../../../src/lockfiles/pyproject/poetry-entries.js';

it.each<[value: unknown, expected: readonly (readonly [string | null, boolean, string | null])[]]>([
  ['1.2.3', [['1.2.3', false, null]]],
  ['==1.2', [['1.2', false, null]]],
  ['^1.2', [[null, false, null]]],
  ['1.*', [[null, false, null]]],
  ['*', [[null, false, null]]],
  [{ path: '../own' }, [[null, true, null]]],
  [{ version: '1', python: '<3.9' }, [['1', false, "python_version < '3.9'"]]],
  [
    { version: '1', python: '~3.9', markers: "a == 'b' or c == 'd'" },
    [['1', false, "(a == 'b' or c == 'd') and ~3.9"]],
  ],
  [{ version: '1', optional: true }, []],
  [
    [{ version: '1' }, { version: '2' }, 5],
    [
      ['1', false, null],
      ['2', false, null],
    ],
  ],
  [5, []],
])('%j', (value, expected) => {
  const found = poetryEntries({ python: '^3.9', a: value });
  expect(found.map(({ version, isPrivate, marker }) => [version, isPrivate, marker])).toEqual(expected);
});
