import { assert, constantFrom, nat, property, tuple } from 'fast-check';
import { lt, satisfies } from 'semver';
import { expect, test } from 'vitest';
import { raiseRange } from '../../../src/remediation/npm/raise-range.js';

test.each([
  ['^4.16.0', '4.22.1', '^4.22.1'],
  ['~4.16.0', '4.22.1', '~4.22.1'],
  ['~>4.16', '4.22.1', '~>4.22.1'],
  ['4.16.0', '4.22.1', '4.22.1'],
  ['=4.16.0', '4.22.1', '=4.22.1'],
  ['v4.16.0', '4.22.1', 'v4.22.1'],
  ['>=4.0.0', '4.22.1', '>=4.22.1'],
  ['>= 4', '4.22.1', '>= 4.22.1'],
  ['>=4.0.0 <5', '4.22.1', '>=4.22.1 <5'],
  ['>4.0.0 <=4.9.0', '4.22.1', null],
  ['4', '4.22.1', '^4.22.1'],
  ['4.x', '4.22.1', '^4.22.1'],
  ['4.16', '4.16.4', '~4.16.4'],
  ['4.16.x', '4.22.1', '^4.22.1'],
  ['*', '4.22.1', '>=4.22.1'],
  ['', '4.22.1', '>=4.22.1'],
  ['^1.0.0-beta.1', '1.0.0-rc.1', '^1.0.0-rc.1'],
  ['^3 || ^4', '4.22.1', null],
  ['1.0.0 - 4.0.0', '4.22.1', null],
  ['latest', '4.22.1', null],
  ['<5', '4.22.1', null],
])('%s raised to %s is %s', (spec, to, raised) => {
  expect(raiseRange(spec, to)).toBe(raised);
});

test('a raised range admits the version, and none that is lower', () => {
  const version = tuple(nat(9), nat(9), nat(9)).map((numbers) => numbers.join('.'));
  const spec = tuple(constantFrom('^', '~', '>=', '=', '', '>= '), version).map((parts) => parts.join(''));
  assert(
    property(spec, version, version, (...[before, to, other]) => {
      const raised = raiseRange(before, to) ?? '';
      expect([satisfies(to, raised), satisfies(other, raised) && lt(other, to)]).toEqual([true, false]);
    }),
  );
});
