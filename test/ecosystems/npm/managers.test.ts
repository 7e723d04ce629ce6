import { expect, test } from 'vitest';
import { NPM_MANAGERS, npmManagerOf, overrideKey } from '../../../src/ecosystems/npm/managers.js';

const left = { name: 'left', version: '1.5.0', isStepBack: false, isDirectToo: false };

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
    expect(overrideKey(npmManagerOf(manager), { ...left, line, hasOtherLines })).toBe(key);
  },
);

test.each([
  ['npm', 'npm install left@1.5.0', 'npm install l@npm:left@1.5.0', 'npm uninstall left'],
  ['pnpm', 'pnpm add left@1.5.0', 'pnpm add l@npm:left@1.5.0', 'pnpm remove left'],
  ['yarn', 'yarn add left@1.5.0', 'yarn add l@npm:left@1.5.0', 'yarn remove left'],
  ['bun', 'bun add left@1.5.0', 'bun add l@npm:left@1.5.0', 'bun remove left'],
])('the commands of %s', (...[id, add, addAs, remove]) => {
  const manager = npmManagerOf(id);
  const { name, version } = left;
  expect([
    manager.add({ name, version, alias: null }),
    manager.add({ name, version, alias: 'l' }),
    manager.remove(name),
  ]).toEqual([add, addAs, remove]);
});

test.each([
  ['npm', "npm pkg set 'overrides[left@1]=$left' && npm install"],
  ['pnpm', "npm pkg set 'pnpm.overrides[left@1]=^1.5.0' && pnpm install"],
  ['yarn', "npm pkg set 'resolutions[left]=^1.5.0' && yarn install"],
  ['bun', "npm pkg set 'overrides[left]=$left' && bun install"],
])('an override of %s beside a requirement of the application', (id, command) => {
  const wanted = { ...left, isDirectToo: true, line: '1', hasOtherLines: false };
  expect(npmManagerOf(id).force(wanted)).toBe(command);
});

test('npm replaces an unknown manager', () => {
  expect(npmManagerOf('deno')).toBe(NPM_MANAGERS[0]);
});
