import { expect, test } from 'vitest';
import { isPlain, managerOf, overrideKey } from '../../../src/remediation/plan/change-command.js';

test.each([
  ['npm', '1', false, 'left@<1.5.0'],
  ['npm', '1', true, 'left@1'],
  ['npm', '', false, 'left'],
  ['pnpm', '0.1', true, 'left@0.1'],
  ['yarn', '1', false, 'left'],
  // Its keys have no ranges: it would reach the others.
  ['yarn', '1', true, null],
])(
  'an override of %s for line "%s", others there %j, is called %s',
  (...[manager, line, hasOtherLines, key]) => {
    const surroundings = { manager, line, hasOtherLines, isDirectToo: false };
    const draft = { ecosystem: 'npm', name: 'left', from: ['1.0.0'], to: '1.5.0' };
    expect(overrideKey(draft, surroundings)).toBe(key);
  },
);

test('a manager that is not known is taken for npm', () => {
  expect(managerOf('deno')).toBe(managerOf(null));
});

test.each([
  ['@scope/left.pad', '1.5.0-rc.1+build', true],
  ['left', '1.5.0; id', false],
  ['../left', '1.5.0', false],
  ['-g', '1.5.0', false],
  ['__proto__', '1.5.0', false],
])('%s at %s may stand in a command: %s', (name, to, isSafe) => {
  expect(isPlain({ ecosystem: 'npm', name, alias: null, to })).toBe(isSafe);
});
