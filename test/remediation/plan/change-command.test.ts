import { expect, test } from 'vitest';
import { commandOf, isPlain, type Draft } from '../../../src/remediation/plan/change-command.js';

const draft: Draft = {
  action: 'upgrade',
  ecosystem: 'npm',
  name: 'left',
  alias: null,
  root: '',
  from: ['1.0.0'],
  to: '1.5.0',
  major: false,
  broughtBy: [],
  clears: [],
};
const around = { manager: null, isDirectToo: false, line: '1', hasOtherLines: false };

test.each<[what: string, change: Partial<Draft>, isDirect: boolean | null, command: string | null]>([
  ['what the application requires', {}, true, 'npm install left@1.5.0'],
  ['what the application requires, without a free version', { to: null }, true, 'npm uninstall left'],
  ['what others require', {}, false, "npm pkg set 'overrides[left@<1.5.0]=^1.5.0' && npm install"],
  [
    'what others require, a step back',
    { from: ['1.6.0'] },
    false,
    "npm pkg set 'overrides[left@1]=1.5.0' && npm install",
  ],
  ['what others require, without a free version', { to: null }, false, null],
  ['what nothing is known to require', {}, null, null],
  [
    'what nothing is known to require, where that makes no difference',
    { ecosystem: 'Go', name: 'example.com/left', from: ['v1.0.0'], to: 'v1.5.0' },
    null,
    "go get 'example.com/left@v1.5.0'",
  ],
  ['a name that is not a registry\u2019s', { name: 'left; id' }, true, null],
  ['a package of an ecosystem without commands', { ecosystem: 'Hex' }, true, null],
  ['a package of an ecosystem that is not known', { ecosystem: 'Nowhere' }, true, null],
])('the command for %s', (...[, change, isDirect, command]) => {
  expect(commandOf({ ...draft, ...change }, isDirect, around)).toBe(command);
});

test('a manager that is not known is taken for the default one', () => {
  expect(commandOf(draft, true, { ...around, manager: 'deno' })).toBe('npm install left@1.5.0');
});

test.each([
  ['npm', '@scope/left.pad', '1.5.0-rc.1+build', true],
  ['npm', 'left', '1.5.0; id', false],
  ['npm', '../left', '1.5.0', false],
  ['npm', '-g', '1.5.0', false],
  ['npm', '__proto__', '1.5.0', false],
  ['npm', 'left:pad', '1.5.0', false],
  ['npm', 'left/pad', '1.5.0', false],
  ['npm', '@scope', '1.5.0', false],
  // Versions of ecosystems without an ordering are of no shape that is known.
  ['Hex', 'left', '1.5.0', false],
])('%s package %s at %s may be part of a command: %s', (...[ecosystem, name, to, isSafe]) => {
  expect(isPlain({ ecosystem, name, alias: null, to })).toBe(isSafe);
});
